import { z } from 'zod';

/** Visible ASCII without spaces: what tokens and client ids are made of (RFC 6749 appendix A). */
const wordSchema = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\x21-\x7e]*$/);

/**
 * What a provider gave after somebody had signed in by the browser: enough to send in the mailbox's name until it is taken back. It is a secret like a
 * password; the window never sees it. `clientSecret` is empty for most; Google's programs for a PC have one that is no secret (RFC 8252 §8.5).
 */
export const mailGrantSchema = z.strictObject({
  /** Where a refresh token is exchanged for an access token (RFC 6749 §6). Never without TLS. */
  tokenUrl: z.url({ protocol: /^https$/ }).max(300),
  clientId: wordSchema(300).min(1),
  clientSecret: wordSchema(300),
  refreshToken: wordSchema(3900).min(1),
  /** Space-separated; empty: what was granted. */
  scope: z
    .string()
    .max(500)
    .regex(/^[\x20-\x7e]*$/),
});
export type MailGrant = z.infer<typeof mailGrantSchema>;

/** A grant with the access token that came along with it, which spares the first exchange. */
export const freshGrantSchema = mailGrantSchema.extend({
  access: z.strictObject({ token: wordSchema(8000).min(1), seconds: z.number().int().min(0).max(86_400) }).nullable(),
});
export type FreshGrant = z.infer<typeof freshGrantSchema>;
