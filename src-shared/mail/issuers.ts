import { z } from 'zod';

const httpsSchema = z.url({ protocol: /^https$/ }).max(300);

/**
 * Who lets somebody sign in by the browser for a mailbox (OAuth 2.0). `redirect` is how its answer comes back to this PC (RFC 8252 §7.3): Google takes any path on
 * 127.0.0.1; Microsoft compares the path with the registered one and only overlooks the port, so there `state` alone tells the answer from others.
 */
export const mailIssuerSchema = z.strictObject({
  id: z.enum(['microsoft', 'google']),
  name: z.string().min(1).max(40),
  /** Of `mail-providers.json`. */
  providers: z.array(z.string()).min(1),
  authorizeUrl: httpsSchema,
  tokenUrl: httpsSchema,
  /** RFC 8628; null where it does not give out rights for mails. */
  deviceUrl: httpsSchema.nullable(),
  /** Where its codes are typed in, as its answers name it: pages that the window may have opened. */
  devicePages: z.array(httpsSchema),
  redirect: z.strictObject({ host: z.enum(['127.0.0.1', 'localhost']), path: z.enum(['root', 'random']) }),
  scopes: z.array(z.string().regex(/^[\x21-\x7e]+$/)).min(1),
  /** What is asked for again on a refresh: without those of OpenID, which only tell who has signed in. */
  refreshScopes: z.array(z.string().regex(/^[\x21-\x7e]+$/)),
  /** Added to the address of the sign-in page. */
  more: z.record(z.string(), z.string()),
  /** Where somebody gets a client id. */
  registrationPage: httpsSchema,
  /** Is there a secret that belongs to the client id although it is none (RFC 8252 §8.5)? */
  clientSecret: z.boolean(),
  verifiedAt: z.iso.date(),
  sources: z.array(z.string().min(1)).min(1),
});
export type MailIssuer = z.infer<typeof mailIssuerSchema>;
export type MailIssuerId = MailIssuer['id'];

/** `resources/mail-sign-in.json`. */
export const mailIssuersSchema = z.strictObject({ issuers: z.array(mailIssuerSchema).min(1) });
