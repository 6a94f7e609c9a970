import { z } from 'zod';
import { type MailCause, mailCauses } from './causes.ts';
import { freshGrantSchema } from './grant.ts';

export const mailCauseSchema = z.enum(Object.keys(mailCauses) as [MailCause, ...MailCause[]]);

/** An address as people write it: one line, one @, no list. The servers decide whether it exists. */
export const mailAddressSchema = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+\.[^\s@<>(),;:"\\[\]]+$/);

export const mailLanguageSchema = z.enum(['de', 'en']);
export type MailLanguage = z.infer<typeof mailLanguageSchema>;

const oneLine = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\r\n\0]*$/);

/**
 * Where a mailbox hands its mails over. Port 465 is TLS from the first byte; on any other encryption is asked for, and nothing is sent without.
 * `security` is only for a port that does it otherwise.
 */
export const mailServerSchema = z.strictObject({
  server: z.string().regex(/^(?=.{1,253}$)[A-Za-z0-9.:-]+$/),
  port: z.number().int().min(1).max(65_535),
  user: oneLine(254).min(1),
  security: z.enum(['tls', 'starttls']).optional(),
});
export type MailServer = z.infer<typeof mailServerSchema>;

/** Limits of the service: a mail to more people is no alarm but a newsletter. */
export const mostRecipients = 10;

/** Whom a restaurant's mails come from and who gets them. `password: null` means: the one that is stored. */
export const mailWishSchema = z.strictObject({
  account: mailServerSchema.extend({
    password: oneLine(500).min(1).nullable(),
    from: mailAddressSchema,
    /** Of `mail.signIn`: then there is no password, and the PC puts what was granted in its place. */
    signInId: z.string().max(100).nullable().default(null),
  }),
  /** Tried in this order if the first cannot be reached, speaks the other encryption, or refuses the user's name. */
  alternatives: z.array(mailServerSchema).max(6).default([]),
  to: z.array(mailAddressSchema).min(1).max(mostRecipients),
  restaurant: oneLine(60).default(''),
  language: mailLanguageSchema.default('de'),
});
export type MailWish = z.output<typeof mailWishSchema>;

/** The same on its way to the target. With neither a password nor a grant it is the stored account that counts. */
export const sentWishSchema = mailWishSchema.extend({
  account: mailWishSchema.shape.account
    .omit({ signInId: true })
    .extend({ grant: freshGrantSchema.nullable().default(null) }),
});
export type SentWish = z.output<typeof sentWishSchema>;

/** The steps of handing a mail over, in their order. */
export const mailSteps = ['name', 'connection', 'encryption', 'sign-in', 'sender', 'recipients', 'hand-over'] as const;

/** A server said no, or nothing. `answer` is its own word: bounded, without secrets. */
export const mailFailureSchema = z.object({
  cause: mailCauseSchema,
  answer: z.string(),
  failedAt: z.enum(mailSteps),
  /** On which server and port; where several were tried, the one that got furthest. */
  at: mailServerSchema,
});
export type MailFailureView = z.infer<typeof mailFailureSchema>;

/** What came of a test mail. It only went out; whether it came in, its code will tell. */
export const mailTestSchema = z.discriminatedUnion('handedOver', [
  z.object({
    handedOver: z.literal(true),
    testId: z.string(),
    /** Recipients that the server did not take. */
    refused: z.array(z.string()),
    /** What worked; it may be an alternative. */
    used: mailServerSchema,
    /** ISO instant after which the code is no longer taken. */
    codeUntil: z.string(),
  }),
  z.object({ handedOver: z.literal(false), failure: mailFailureSchema }),
]);
export type MailTest = z.infer<typeof mailTestSchema>;

/** `again`: it is not the code, and may be tried again; `over`: too often or too late, a new mail is needed. */
export const mailConfirmSchema = z.object({ outcome: z.enum(['right', 'again', 'over']) });

/** Local hours in which what is not urgent waits, such as `22:00` to `07:00`. */
export const quietHoursSchema = z.strictObject({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});

/** Who gets what. `urgentOnly` gets what is critical or high, and that it is over. */
export const mailRulesSchema = z.strictObject({
  enabled: z.boolean(),
  to: z.array(mailAddressSchema).max(mostRecipients),
  urgentOnly: z.array(mailAddressSchema).max(mostRecipients),
  quietHours: quietHoursSchema.nullable(),
  language: mailLanguageSchema,
  /** Once a week, on Monday morning, a mail that says that all is well; its absence says that something is not. */
  weekly: z.boolean(),
  /** An address (https) that is called every minute while all is well, so that somebody outside notices silence. Empty: none. */
  deadManUrl: z
    .string()
    .max(500)
    .regex(/^(https?:\/\/[^\s"'\\]+)?$/),
});
export type MailRules = z.infer<typeof mailRulesSchema>;

export const mailViewSchema = z.object({
  /** Null before anything was set up. The password is never told. */
  account: mailServerSchema.extend({ from: z.string() }).nullable(),
  /** How the account signs in: by a password, or by what somebody was granted in the browser. */
  signIn: z.enum(['password', 'browser']).default('password'),
  rules: mailRulesSchema,
  restaurant: z.string(),
  /** When the code of a mail from this very account was typed back. Null: nobody has proven that mails arrive. */
  provenAt: z.string().nullable(),
  lastHandedOverAt: z.string().nullable(),
  /** Mails that wait to be handed over, and why the last attempt failed. */
  waiting: z.object({ count: z.number().int(), oldestAt: z.string().nullable() }),
  failure: mailFailureSchema.extend({ since: z.string() }).nullable(),
  /** What happened to the events of the last 24 hours: they add up. */
  ledger: z.object({
    events: z.number().int(),
    sent: z.number().int(),
    folded: z.number().int(),
    inhibited: z.number().int(),
  }),
});
export type MailView = z.infer<typeof mailViewSchema>;

export const mailSeveritySchema = z.enum(['critical', 'high', 'warning', 'info']);

/** A mail as the history shows it. */
export const mailRecordSchema = z.object({
  id: z.number().int(),
  kind: z.enum(['alert', 'solved', 'past', 'digest', 'news', 'weekly']),
  type: z.string(),
  severity: mailSeveritySchema,
  subject: z.string(),
  to: z.array(z.string()),
  /** When what it tells of happened. */
  happenedAt: z.string(),
  createdAt: z.string(),
  state: z.enum(['waiting', 'handed-over', 'given-up', 'not-needed']),
  attempts: z.number().int(),
  handedOverAt: z.string().nullable(),
  cause: mailCauseSchema.nullable(),
  answer: z.string().nullable(),
});
export type MailRecord = z.infer<typeof mailRecordSchema>;
