import { z } from 'zod';
import { preflightSchema } from '../bonctl/preflight.ts';
import { versionSchema } from '../bonctl/release.ts';
import { decisionSchema, journalEntrySchema, runIdSchema, runSummarySchema } from '../bonctl/run.ts';
import { restoreProofSchema, storedSchema } from '../bonctl/stored.ts';
import { runbookSchema } from '../runbook/schema.ts';
import { call, stream } from './define.ts';
import { targetIdSchema } from './targets.ts';

const onTarget = { targetId: targetIdSchema };
const onRun = { ...onTarget, runId: runIdSchema };

/** A setting's value as it is known before the deployment. A secret that the target has already need not be typed again. */
export const knownSettingSchema = z.union([z.string(), z.object({ secret: z.literal(true) })]);

export const deploymentCalls = {
  /** Everything that the first page of a deployment shows. */
  'deployment.offer': call(
    z.strictObject(onTarget),
    z.object({
      runbook: runbookSchema,
      version: versionSchema,
      current: versionSchema.nullable(),
      activeRun: runIdSchema.nullable(),
      settings: z.record(z.string(), knownSettingSchema),
    }),
  ),
  /** What stands for and against a deployment now. Changes nothing on the target; takes 20 s at most. */
  'deployment.preflight': call(
    z.strictObject({
      ...onTarget,
      /** As for the start: only what was typed. */
      settings: z.record(z.string().max(61), z.string().max(2000)),
    }),
    preflightSchema,
  ),
  /** Sends what the target lacks. May be closed and opened again at any time; it goes on where it was. */
  'deployment.upload': stream(
    z.strictObject(onTarget),
    z.object({ sentBytes: z.number(), totalBytes: z.number(), files: z.number(), complete: z.boolean() }),
  ),
  'deployment.start': call(
    z.strictObject({
      ...onTarget,
      /** Only what was typed; a secret that is left out stays as the target has it. */
      settings: z.record(z.string().max(61), z.string().max(2000)),
      person: z.string().trim().max(100).default(''),
    }),
    z.object({ runId: runIdSchema }),
  ),
  /** What there is to return to, and what it means for the orders. */
  'rollback.offer': call(
    z.strictObject(onTarget),
    z.object({
      from: versionSchema.nullable(),
      /** Null where nothing can be gone back to, or only the older service. */
      to: versionSchema.nullable(),
      toOldService: z.boolean().default(false),
      waitingOrders: z.number().nullable(),
      possible: z.boolean(),
    }),
  ),
  'rollback.start': call(
    z.strictObject({
      ...onTarget,
      reason: z.string().trim().max(500).default(''),
      person: z.string().trim().max(100).default(''),
    }),
    z.object({ runId: runIdSchema }),
  ),
  'run.list': call(z.strictObject(onTarget), z.array(runSummarySchema)),
  /** What the target keeps to go back to: releases and backups. */
  'stored.list': call(z.strictObject(onTarget), storedSchema),
  /** Restores a backup to scratch on the target and says whether it is whole. Takes some seconds; changes nothing. */
  'stored.prove': call(z.strictObject(onRun), restoreProofSchema),
  /**
   * The journal from a sequence number on, in batches. The host reconnects by itself and says so; nothing is left out and
   * nothing comes twice. Ends after the last entry of an ended run.
   */
  'run.follow': stream(
    z.strictObject({ ...onRun, fromSeq: z.number().int().min(1).default(1) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('entries'), entries: z.array(journalEntrySchema) }),
      z.object({ kind: z.literal('connection'), state: z.enum(['live', 'lost']), since: z.string() }),
    ]),
  ),
  'run.decide': call(
    z.strictObject({ ...onRun, decision: decisionSchema, person: z.string().trim().max(100).default('') }),
    z.object({}),
  ),
};
