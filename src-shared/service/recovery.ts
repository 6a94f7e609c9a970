import { z } from 'zod';

/** What came back: the printer, the shop, both within one session, or a person asked for it. */
export const recoveryTypeSchema = z.enum([
  'printer_recovery',
  'internet_recovery',
  'combined_recovery',
  'manual_recovery',
]);
export type RecoveryType = z.infer<typeof recoveryTypeSchema>;

export const recoveryPhaseSchema = z.enum(['idle', 'validation', 'processing', 'completion', 'failed']);
export type RecoveryPhase = z.infer<typeof recoveryPhaseSchema>;

/** A backlog that is worked off in batches. Counts are tickets. */
export const recoverySessionSchema = z.object({
  id: z.string(),
  type: recoveryTypeSchema,
  phase: recoveryPhaseSchema,
  startedAt: z.string(),
  completedAt: z.string().nullable(),
  total: z.number().int(),
  processed: z.number().int(),
  failed: z.number().int(),
  paused: z.boolean(),
  error: z.string(),
});
export type RecoverySession = z.infer<typeof recoverySessionSchema>;

/** `GET /bonwart/recovery`: what is being worked off, and how the sessions before ended, newest first. */
export const recoveryViewSchema = z.object({
  current: recoverySessionSchema.nullable(),
  past: z.array(recoverySessionSchema),
});
export type RecoveryView = z.infer<typeof recoveryViewSchema>;
