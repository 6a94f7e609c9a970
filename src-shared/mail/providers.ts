import { z } from 'zod';
import { localizedSchema } from '../localized.ts';

/** A DNS name, or with `*.` before it every name below it. */
const domainSchema = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
const namePatternSchema = z.string().regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/);

/** Ports for handing mails over (RFC 8314, RFC 6409). 25 is for servers among themselves and is not offered. */
const submissionPortSchema = z
  .number()
  .int()
  .min(1)
  .max(65_535)
  .refine((port) => port !== 25, 'port 25 is not for signing in');

/** What a guide's step shows: drawn by the window, because pictures of foreign pages age within months. */
export const guidePictures = ['sign-in', 'settings', 'switch', 'create', 'copy'] as const;

export const signInSchema = z.enum(['password', 'app-password', 'oauth']);
export type SignIn = z.infer<typeof signInSchema>;

/**
 * A mail provider as somebody who wants to send from there must know it. `status`: `works`, `ending` (a password still does, though not for long),
 * or `no-password` (only signing in by the browser, OAuth2).
 */
export const mailProviderSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1).max(60),
  domains: z.array(domainSchema),
  mx: z.array(namePatternSchema),
  /** In the order in which they are tried. */
  servers: z.array(z.strictObject({ server: domainSchema, port: submissionPortSchema })).max(4),
  /** What the mailbox calls its user; the other form is tried second where `userAlso` says so. */
  user: z.enum(['address', 'local-part']),
  userAlso: z.enum(['address', 'local-part']).nullable(),
  /** The best first. */
  signIn: z.array(signInSchema).min(1),
  status: z.enum(['works', 'ending', 'no-password']),
  /** What must be known before it fails. */
  hint: localizedSchema.nullable(),
  /** The page on which the password for programs is made, or access for programs is switched on. */
  passwordPage: z.url({ protocol: /^https$/ }).nullable(),
  guide: z.array(z.strictObject({ picture: z.enum(guidePictures), text: localizedSchema })).max(6),
  verifiedAt: z.iso.date(),
  sources: z.array(z.string().min(1)).min(1),
});
export type MailProvider = z.infer<typeof mailProviderSchema>;

/** `resources/mail-providers.json`. The last one is `custom`: everything that is nobody else's. */
export const mailProvidersSchema = z
  .strictObject({ providers: z.array(mailProviderSchema).min(1) })
  .refine(({ providers }) => providers.at(-1)?.id === 'custom', 'the last provider must be "custom"')
  .refine(
    ({ providers }) =>
      new Set(providers.flatMap(({ domains }) => domains)).size === providers.flatMap(({ domains }) => domains).length,
    'a domain belongs to one provider',
  );

/** After so many days the facts of a provider should be looked up again. */
export const providerFactsLastDays = 180;
