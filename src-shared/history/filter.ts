import { z } from 'zod';
import type { Spoken } from '../texts/index.ts';
import { type HistoryEntry, historyKinds, historyResults } from './entry.ts';
import { changeInWords, entryTitle, resultInWords } from './words.ts';

/** Days back from now; `all` is everything. */
export const historyTimes = ['all', '1', '7', '30', '90', '365'] as const;

export const historyFilterSchema = z.strictObject({
  kind: z.enum(['all', ...historyKinds]).default('all'),
  result: z.enum(['all', ...historyResults]).default('all'),
  time: z.enum(historyTimes).default('all'),
  text: z.string().trim().max(100).default(''),
});
export type HistoryFilter = z.infer<typeof historyFilterSchema>;
export const wholeHistory: HistoryFilter = historyFilterSchema.parse({});

const dayMs = 24 * 3_600_000;

/** What somebody looks for, in the order given. Each word of the text must stand somewhere in the entry as it is shown in that language. `now` in milliseconds. */
export function filterHistory(
  entries: readonly HistoryEntry[],
  { kind, result, time, text }: HistoryFilter,
  spoken: Spoken,
  now: number,
): HistoryEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const since = time === 'all' ? '' : new Date(now - Number(time) * dayMs).toISOString();
  return entries.filter(
    (entry) =>
      (kind === 'all' || entry.kind === kind) &&
      (result === 'all' || entry.result === result) &&
      entry.at >= since &&
      (words.length === 0 || hasAll(entry, words, spoken)),
  );
}

function hasAll(entry: HistoryEntry, words: readonly string[], spoken: Spoken): boolean {
  const { by, runId, version, previousVersion, about, note, changes } = entry;
  const told = [by.name, by.pc, runId, version, previousVersion, about, note, entryTitle(entry, spoken)];
  const changed = changes.flatMap((change) => [change.key, changeInWords(change, spoken)]);
  const all = [...told, resultInWords(entry, spoken), ...changed].join(' ').toLowerCase();
  return words.every((word) => all.includes(word));
}
