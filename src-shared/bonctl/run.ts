import { z } from 'zod';
import { bonwartErrorSchema } from '../contract/errors.ts';
import { runbookSchema } from '../runbook/schema.ts';
import { releaseManifestSchema, versionSchema } from './release.ts';

export const runIdSchema = z.string().regex(/^[0-9]{8}-[0-9]{6}-[0-9a-f]{6}$/);

/** `asking`: a failed step or a question waits for a person. `confirming`: healthy, the guard waits for the confirmation. */
export const runStateSchema = z.enum([
  'created',
  'running',
  'asking',
  'confirming',
  'rolling-back',
  'confirmed',
  'rolled-back',
  'needs-person',
]);
export type RunState = z.infer<typeof runStateSchema>;
export const finalRunStates: readonly RunState[] = ['confirmed', 'rolled-back', 'needs-person'];

/** `restore`: a backup takes the place of the present orders. */
export const runKindSchema = z.enum(['deployment', 'rollback', 'restore']);

export const stepResultSchema = z.enum(['done', 'failed', 'unknown', 'skipped']);
export const personSchema = z.object({ name: z.string().max(100), pc: z.string().max(100) });

/** Why a run is being rolled back. */
export const rollbackReasonSchema = z.enum(['person', 'start-window', 'confirmation-window', 'boot', 'attempts']);

/** The proof that a done step leaves: a text key of `src-shared/texts/*\/proofs.ts` with its data. */
export const proofSchema = z.object({
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Proof = z.infer<typeof proofSchema>;

export const healthCheckSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  baseline: z.boolean().nullable(),
  detail: z.string(),
});
/** Good means: nothing is worse than it was before the run. */
export const verdictSchema = z.object({ good: z.boolean(), checks: z.array(healthCheckSchema) });

/** What a person can say to a run. `confirm` must come over a fresh connection. */
export const decisionSchema = z.discriminatedUnion('choice', [
  z.strictObject({ choice: z.literal('retry') }),
  z.strictObject({ choice: z.literal('skip'), reason: z.string().trim().min(3).max(500) }),
  z.strictObject({ choice: z.literal('rollback'), reason: z.string().trim().max(500).default('') }),
  z.strictObject({ choice: z.literal('answer'), yes: z.boolean(), note: z.string().trim().max(500).default('') }),
  z.strictObject({ choice: z.literal('confirm') }),
]);
export type Decision = z.infer<typeof decisionSchema>;

const entry = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({
    /** Counted from 1 without a gap. */
    seq: z.number().int().min(1),
    /** Wall clock, ISO 8601 with zone; for people only, no decision rests on it. */
    at: z.string(),
    bootId: z.string(),
    /** SHA-256 (hex) of the line before, 64 zeros for the first. */
    previous: z.string().length(64),
    type: z.literal(type),
    ...shape,
  });

const step = { step: z.string() };

/** One line of a run's journal. Every kind of entry that changes something is on disk before the act. */
export const journalEntrySchema = z.discriminatedUnion('type', [
  entry('run-created', {
    runId: runIdSchema,
    kind: runKindSchema,
    runbook: runbookSchema,
    version: versionSchema.nullable(),
    previousVersion: versionSchema.nullable(),
    /** Only for a rollback: the confirmed run that is taken back. */
    undoes: runIdSchema.nullable(),
    /** Only for a restoring: the run whose backup is put in the database's place. */
    restores: runIdSchema.nullish(),
    by: personSchema,
  }),
  entry('state', {
    from: runStateSchema,
    to: runStateSchema,
    event: z.string(),
    reason: rollbackReasonSchema.nullable(),
  }),
  entry('guard-armed', { window: z.enum(['start', 'confirmation']), remainingMs: z.number() }),
  entry('guard-disarmed', { by: personSchema.nullable() }),
  entry('step-started', {
    ...step,
    attempt: z.number().int().min(1),
    forUndo: z.boolean(),
    /** What the undo will need to know, for example the release that was current. Known before the act; never a secret. */
    memory: z.record(z.string(), z.unknown()),
  }),
  entry('step-output', { ...step, text: z.string().max(16_384) }),
  entry('step-finished', {
    ...step,
    forUndo: z.boolean(),
    result: stepResultSchema,
    durationMs: z.number(),
    proof: proofSchema.nullable(),
    error: bonwartErrorSchema.nullable(),
    skipReason: z.string().nullable(),
  }),
  entry('question', {
    ...step,
    kind: z.enum(['failed', 'ask']),
    choices: z.array(z.enum(['retry', 'skip', 'rollback', 'answer'])),
    recommended: z.string(),
  }),
  entry('decision', { decision: decisionSchema, by: personSchema }),
  entry('verdict', { verdict: verdictSchema }),
  entry('engine-started', { pid: z.number(), resumed: z.boolean() }),
]);
export type JournalEntry = z.infer<typeof journalEntrySchema>;
/** An entry before the journal gives it number, time, boot and the hash of the line before. */
export type JournalEvent = JournalEntry extends infer Entry
  ? Entry extends JournalEntry
    ? Omit<Entry, 'seq' | 'at' | 'bootId' | 'previous'>
    : never
  : never;

/** What starts a run. Settings travel apart from the journal, because some are secrets. */
export const runRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('deployment'),
    runbook: runbookSchema,
    manifest: releaseManifestSchema,
    settings: z.record(z.string().regex(/^[A-Z][A-Z0-9_]{0,60}$/), z.string().max(2000)),
    by: personSchema,
  }),
  z.strictObject({ kind: z.literal('rollback'), by: personSchema, reason: z.string().max(500).default('') }),
  z.strictObject({
    kind: z.literal('restore'),
    /** The run that made the backup. */
    backup: runIdSchema,
    /** Also the service's settings of that time. */
    settings: z.boolean().default(false),
    by: personSchema,
    reason: z.string().max(500).default(''),
  }),
]);
export type RunRequest = z.infer<typeof runRequestSchema>;

export const runSummarySchema = z.object({
  runId: runIdSchema,
  kind: runKindSchema,
  state: runStateSchema,
  version: versionSchema.nullable(),
  previousVersion: versionSchema.nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  by: personSchema,
});
export type RunSummary = z.infer<typeof runSummarySchema>;
