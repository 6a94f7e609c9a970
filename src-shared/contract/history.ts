import { z } from 'zod';
import { runIdSchema, runStateSchema } from '../bonctl/run.ts';
import { historyEntrySchema } from '../history/entry.ts';
import { historyFilterSchema } from '../history/filter.ts';
import { languageSchema, localizedSchema } from '../localized.ts';
import { call } from './define.ts';
import { knownSettingSchema } from './deployment.ts';
import { bonwartErrorSchema } from './errors.ts';
import { targetIdSchema } from './targets.ts';

const onTarget = { targetId: targetIdSchema };

/** What became of a file: written where a person chose, not wanted after all, or handed to the window because only a browser is there. */
export const savedFileSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), place: z.string() }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('here'), fileName: z.string(), mediaType: z.string(), base64: z.string() }),
]);
export type SavedFile = z.infer<typeof savedFileSchema>;

/** One run as it is laid beside another. */
export const runForComparisonSchema = z.object({
  runId: runIdSchema,
  state: runStateSchema,
  version: z.string().nullable(),
  previousVersion: z.string().nullable(),
  by: z.object({ name: z.string(), pc: z.string() }),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Milliseconds that the steps of a phase took together; null where none of them was begun. */
  phases: z.array(z.object({ id: z.string(), title: localizedSchema, durationMs: z.number().nullable() })),
  /** Steps that were done more than once. */
  repeated: z.array(localizedSchema),
  decisions: z.number().int(),
  /** In force when the run was through, secrets only as such; null where this PC did not record it. */
  settings: z.record(z.string(), knownSettingSchema).nullable(),
});
export type RunForComparison = z.infer<typeof runForComparisonSchema>;

export const historyCalls = {
  /** Every run, sign-off and change of settings, the newest first. What only the Pi knows is missing while it is `silent`, which says why. */
  'history.list': call(
    z.strictObject(onTarget),
    z.object({
      entries: z.array(historyEntrySchema),
      silent: bonwartErrorSchema.nullable(),
      /** There are older entries than these. */
      isCut: z.boolean(),
    }),
  ),
  /** A run read from its journal, which is fetched from the Pi if this PC does not have all of it. */
  'history.run': call(z.strictObject({ ...onTarget, runId: runIdSchema }), runForComparisonSchema),
  /** Writes what a filter finds into a file: a table (CSV, RFC 4180) or JSON. Waits for the person who chooses the place. */
  'history.export': call(
    z.strictObject({
      ...onTarget,
      filter: historyFilterSchema,
      language: languageSchema,
      format: z.enum(['csv', 'json']),
    }),
    savedFileSchema,
  ),
};
