import { z } from 'zod';
import { sha256Schema } from '../bonctl/release.ts';
import { personSchema, runIdSchema } from '../bonctl/run.ts';
import { signingRoleSchema } from '../runbook/sign-off.ts';
import { signOffDocumentSchema } from './document.ts';

/** Points of a drawn signature at most; a long one has some hundreds. */
const mostPoints = 4000;

/** A signature as it was drawn, in whole units of a field of 600 × 200, or the name as it was typed. */
export const signatureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('typed'), text: z.string().trim().min(2).max(100) }),
  z.strictObject({
    kind: z.literal('drawn'),
    /** Each stroke: x, y, x, y … */
    strokes: z
      .array(
        z
          .array(z.number().int().min(0).max(600))
          .min(2)
          .max(2 * mostPoints),
      )
      .min(1)
      .max(200)
      .refine((strokes) => strokes.reduce((sum, stroke) => sum + stroke.length, 0) <= 2 * mostPoints, {
        message: 'too many points',
      })
      .refine((strokes) => strokes.every((stroke) => stroke.length % 2 === 0), { message: 'half a point' }),
  }),
]);
export type Signature = z.infer<typeof signatureSchema>;
export const signatureField = { width: 600, height: 200 } as const;

const line = {
  seq: z.number().int().min(1),
  at: z.string(),
  /** SHA-256 (hex) of the line before, 64 zeros for the first. */
  previous: sha256Schema,
  targetId: z.string(),
  runId: runIdSchema,
};
const signed = {
  role: signingRoleSchema,
  signer: z.object({ id: z.string(), name: z.string(), pc: personSchema.shape.pc }),
  /** SHA-256 (hex) of the document's canonical JSON. */
  documentHash: sha256Schema,
  signature: signatureSchema,
};

/** A line of the chain in which all sign-offs of this PC stand. It is only ever added to. */
export const chainLineSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...line, type: z.literal('document'), document: signOffDocumentSchema }),
  z.strictObject({ ...line, type: z.literal('signature'), ...signed }),
  z.strictObject({ ...line, type: z.literal('addendum'), ...signed, text: z.string().min(3).max(2000) }),
]);
export type ChainLine = z.infer<typeof chainLineSchema>;

/**
 * Whether what was signed is still what stands there. `line`: a line was changed, or one is missing before it; `audit`: the list of who did what
 * says otherwise; `document`: a signature is not for the document beside it; `journal`: the run's journal is not the one that was signed.
 */
export const chainStateSchema = z.discriminatedUnion('intact', [
  z.object({ intact: z.literal(true) }),
  z.object({
    intact: z.literal(false),
    reason: z.enum(['line', 'audit', 'document', 'journal']),
    /** The line of the chain from which on nothing is certain. */
    seq: z.number().int(),
  }),
]);
export type ChainState = z.infer<typeof chainStateSchema>;

/** The code on the report: the first 64 bits of a line's hash, in groups that people can read out. */
export function codeOf(hash: string): string {
  return (hash.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join('-');
}

/** A code as somebody typed it, as the beginning of a hash; null if it cannot be one. */
export function hashOfCode(typed: string): string | null {
  const plain = typed.replace(/[\s-]/g, '').toLowerCase();
  return /^[0-9a-f]{16}$/.test(plain) ? plain : null;
}
