import { z } from 'zod';
import { runKindSchema, runStateSchema } from '../bonctl/run.ts';
import { settingChangeSchema } from './setting-change.ts';

export const historyKinds = [...runKindSchema.options, 'sign-off', 'settings', 'people'] as const;
export type HistoryKind = (typeof historyKinds)[number];

/** Whether it is a run of bonctl, whatever it was for. */
export function isRunKind(kind: HistoryKind): kind is (typeof runKindSchema.options)[number] {
  return (runKindSchema.options as readonly string[]).includes(kind);
}

/** How it ended, in the words by which people look for it. `done`: there was nothing that could end otherwise. */
export const historyResults = ['going', 'done', 'partial', 'rolled-back', 'taken-back', 'needs-person'] as const;
export type HistoryResult = (typeof historyResults)[number];

/** What exactly, within its kind: which settings, which act on a person, which line of a sign-off; null for runs. */
export const historyMatterSchema = z.enum([
  'service',
  'mail',
  'guide',
  'restaurant',
  'sign-in',
  'added',
  'changed',
  'removed',
  'put-back',
  'idle-lock',
  'pins-reset',
  'signature',
  'addendum',
]);
export type HistoryMatter = z.infer<typeof historyMatterSchema>;

/** One thing that people did with a Pi or this PC, as the list shows it and as it is exported. Never holds a secret. */
export const historyEntrySchema = z.object({
  /** `run-…`, `audit-…`, `sign-off-…`: the same each time that the list is made. */
  id: z.string().max(100),
  kind: z.enum(historyKinds),
  matter: historyMatterSchema.nullable(),
  at: z.string(),
  endedAt: z.string().nullable(),
  result: z.enum(historyResults),
  /** `pc` is empty where only this PC can have done it. */
  by: z.object({ name: z.string(), pc: z.string() }),
  runId: z.string().nullable(),
  state: runStateSchema.nullable(),
  version: z.string().nullable(),
  previousVersion: z.string().nullable(),
  /** Who or what it is about: the person who was changed, the role that signed. Empty: nothing more to say. */
  about: z.string(),
  /** Somebody's own words: why a run was rolled back, what was added to a sign-off. */
  note: z.string(),
  changes: z.array(settingChangeSchema),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** A list of more is cut; the oldest are left out, and it is said. */
export const mostHistoryEntries = 2000;
