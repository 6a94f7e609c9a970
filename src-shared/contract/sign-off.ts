import { z } from 'zod';
import { sha256Schema } from '../bonctl/release.ts';
import { runIdSchema } from '../bonctl/run.ts';
import { languageSchema } from '../localized.ts';
import { mailAnnouncedSchema } from '../mail/announcement.ts';
import { mailAddressSchema, mostRecipients } from '../mail/schema.ts';
import { checklistAnswerSchema } from '../readiness/answer.ts';
import { signingRoleSchema } from '../runbook/sign-off.ts';
import { chainLineSchema, chainStateSchema, signatureSchema } from '../sign-off/chain-line.ts';
import { signOffDocumentSchema } from '../sign-off/document.ts';
import { call } from './define.ts';
import { targetIdSchema } from './targets.ts';

const onRun = { targetId: targetIdSchema, runId: runIdSchema };
const person = z.string().trim().max(100).default('');
const words = z.string().trim().min(3).max(500);
const pen = {
  role: signingRoleSchema,
  personId: z.string().max(100),
  pin: z.string().max(100),
  signature: signatureSchema,
};

/** Somebody who may sign, because they have a PIN. */
export const signerSchema = z.object({ id: z.string(), name: z.string(), role: signingRoleSchema });
export type Signer = z.infer<typeof signerSchema>;

/** A sign-off as it stands. Before the first signature the document is measured anew at each `signOff.read`; after it nothing changes. */
export const signOffViewSchema = z.object({
  document: signOffDocumentSchema,
  documentHash: sha256Schema,
  open: z.object({ questions: z.array(z.string()), deviations: z.array(z.string()) }),
  /** Signatures and addenda, in their order. */
  signed: z.array(z.object({ line: chainLineSchema, hash: sha256Schema })),
  chain: chainStateSchema,
  /** Everybody on this PC who may sign; empty before anybody has been given a PIN. */
  signers: z.array(signerSchema),
  /** What stands on the report: the code of its last line; null before somebody has signed. */
  code: z.string().nullable(),
});
export type SignOffView = z.infer<typeof signOffViewSchema>;

export const signOffCalls = {
  /** Refuses with `sign-off.not-ended` while a run goes on or needs a person, and `sign-off.not-asked` where its runbook has no sign-off. */
  'signOff.read': call(z.strictObject(onRun), signOffViewSchema),
  /** Answers a question of the list. Refused with `sign-off.signed` once somebody has signed. */
  'signOff.answer': call(
    z
      .strictObject({
        ...onRun,
        item: z.string().max(60),
        answer: checklistAnswerSchema,
        person,
        note: z.string().trim().max(500).default(''),
      })
      .refine(({ answer, note }) => answer !== 'not-needed' || note.length >= 3, {
        message: 'say why it is not needed',
        path: ['note'],
      }),
    signOffViewSchema,
  ),
  /** Says why something is not as it should be. */
  'signOff.explain': call(
    z.strictObject({ ...onRun, about: z.string().max(60), note: words, person }),
    signOffViewSchema,
  ),
  /** Signs what the window showed, by its hash. `sign-off.changed` if that has been measured anew since, or is not known any more. */
  'signOff.sign': call(z.strictObject({ ...onRun, ...pen, documentHash: sha256Schema }), signOffViewSchema),
  /** Adds something to a signed sign-off, with a signature of its own. What was signed before stays as it is. */
  'signOff.add': call(
    z.strictObject({ ...onRun, ...pen, text: z.string().trim().min(3).max(2000) }),
    signOffViewSchema,
  ),
  /** The report in a language: a whole page of HTML, and the same as PDF (base64) where this computer can make one. */
  'signOff.report': call(
    z.strictObject({ ...onRun, language: languageSchema }),
    z.object({ fileName: z.string(), html: z.string(), pdf: z.string().nullable() }),
  ),
  /**
   * Sends the report of a signed sign-off by the Pi's mailbox, as a file. The same report to the same people is one mail a day, however often it is asked for.
   * Refuses with `sign-off.not-signed`, `mail.not-set-up`, `service.too-old`.
   */
  'signOff.mail': call(
    z.strictObject({
      ...onRun,
      language: languageSchema,
      to: z.array(mailAddressSchema).min(1).max(mostRecipients),
    }),
    mailAnnouncedSchema.pick({ state: true }),
  ),
  /** Is there a sign-off with the code of a report, and is it still what was signed? `found` is null for a code that is not known here. */
  'signOff.verify': call(
    z.strictObject({ code: z.string().trim().max(60) }),
    z.object({
      chain: chainStateSchema,
      found: z
        .object({
          ...onRun,
          seq: z.number().int(),
          at: z.string(),
          document: signOffDocumentSchema.pick({ target: true, run: true, status: true }),
        })
        .nullable(),
    }),
  ),
};
