import { z } from 'zod';
import { localizedSchema } from '../localized.ts';
import { call, stream } from './define.ts';
import { targetSchema } from './targets.ts';

/** What can be wrong with the mailbox to practise with; `lets-wait` is a greylist: the first attempt is put off. */
const mailTroubleSchema = z.enum(['none', 'off', 'refuses-password', 'lets-wait']);

/** What one can break on the practice Pi, and what one sees of it. */
export const practiceStateSchema = z.object({
  running: z.boolean(),
  printer: z.object({
    power: z.boolean(),
    paper: z.enum(['enough', 'near-end', 'end']),
    cover: z.enum(['closed', 'open']),
    paperMillimetres: z.union([z.literal(58), z.literal(80)]),
  }),
  internet: z.boolean(),
  /** A mailbox on this PC; its password is worth nothing anywhere else. */
  mailbox: z.object({ address: z.string(), password: z.string(), trouble: mailTroubleSchema }),
  /** The newest first. */
  orders: z.array(z.object({ number: z.string(), title: z.string(), placedAt: z.string() })),
  samples: z.array(z.object({ id: z.string(), title: localizedSchema, explanation: localizedSchema })),
});
export type PracticeState = z.infer<typeof practiceStateSchema>;

/** A mail as the mailbox to practise with got it. `text` is its plain form. */
export const practiceMailSchema = z.object({
  number: z.number().int(),
  receivedAt: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
});
export type PracticeMail = z.infer<typeof practiceMailSchema>;

export const practiceCalls = {
  /** Starts SSH server, bonctl in a folder, shop, mailbox and printer, and pairs them. Ready when it answers. */
  'practice.start': stream(
    z.strictObject({}),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('step'),
        step: z.enum(['printer', 'shop', 'mailbox', 'pi', 'pairing', 'first-release']),
        state: z.enum(['running', 'done']),
      }),
      z.object({ kind: z.literal('ready'), target: targetSchema }),
    ]),
  ),
  'practice.stop': call(z.strictObject({}), z.object({})),
  'practice.watch': stream(z.strictObject({}), practiceStateSchema),
  /** The paper: bytes (base64) as the printer put them on paper, ticket by ticket, from the beginning of the practice. */
  'practice.paper': stream(
    z.strictObject({}),
    z.object({ index: z.number().int(), at: z.string(), bytes: z.string(), complete: z.boolean() }),
  ),
  /** What came into the mailbox, the newest last, fifty at most; all of it again with each further mail. */
  'practice.mailbox': stream(z.strictObject({}), z.object({ mails: z.array(practiceMailSchema).max(50) })),
  'practice.placeOrder': call(z.strictObject({ sample: z.string().max(60) }), z.object({ number: z.string() })),
  'practice.setPrinter': call(
    z.strictObject({
      power: z.boolean().optional(),
      paper: z.enum(['enough', 'near-end', 'end']).optional(),
      cover: z.enum(['closed', 'open']).optional(),
    }),
    z.object({}),
  ),
  'practice.setInternet': call(z.strictObject({ on: z.boolean() }), z.object({})),
  'practice.setMailbox': call(z.strictObject({ trouble: mailTroubleSchema }), z.object({})),
};
