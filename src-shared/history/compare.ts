import type { RunForComparison } from '../contract/history.ts';
import type { Localized } from '../localized.ts';
import type { HistoryEntry } from './entry.ts';
import type { SettingChange } from './setting-change.ts';

/** Two values beside each other. `key` is a setting, or the id of a phase. */
export interface ComparedRow<Value> {
  readonly key: string;
  readonly one: Value;
  readonly other: Value;
  readonly differs: boolean;
}

export interface ComparedPhase extends ComparedRow<number | null> {
  readonly title: Localized;
}

/** Phases with their durations in milliseconds, in the order of the first run; those that only the other has come last. */
export function comparePhases(one: RunForComparison, other: RunForComparison): ComparedPhase[] {
  const known = new Set(one.phases.map(({ id }) => id));
  const all = [...one.phases, ...other.phases.filter(({ id }) => !known.has(id))];
  const durationIn = (run: RunForComparison, id: string) =>
    run.phases.find((phase) => phase.id === id)?.durationMs ?? null;
  return all.map(({ id, title }) => {
    const [first, second] = [durationIn(one, id), durationIn(other, id)];
    // no two runs take the same time to the millisecond; what differs is whether a phase was reached
    return { key: id, title, one: first, other: second, differs: (first === null) !== (second === null) };
  });
}

type Setting = NonNullable<RunForComparison['settings']>[string] | null;

/** Settings of two runs, those that differ first; null if those of either were not recorded. Of secrets only whether they are there. */
export function compareSettings(one: RunForComparison, other: RunForComparison): ComparedRow<Setting>[] | null {
  const [first, second] = [one.settings, other.settings];
  if (!first || !second) return null;
  const keys = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort();
  return differingFirst(
    keys.map((key) => {
      const [before, after] = [first[key] ?? null, second[key] ?? null];
      return { key, one: before, other: after, differs: JSON.stringify(before) !== JSON.stringify(after) };
    }),
  );
}

/** What two changes changed, setting by setting, those first in which they differ. Two changes of one secret cannot be told apart. */
export function compareChanges(
  one: Pick<HistoryEntry, 'changes'>,
  other: Pick<HistoryEntry, 'changes'>,
): ComparedRow<SettingChange | null>[] {
  const keys = [...new Set([...one.changes, ...other.changes].map(({ key }) => key))];
  const changeIn = ({ changes }: Pick<HistoryEntry, 'changes'>, key: string) =>
    changes.find((change) => change.key === key) ?? null;
  return differingFirst(
    keys.map((key) => {
      const [first, second] = [changeIn(one, key), changeIn(other, key)];
      const isSame = first?.from === second?.from && first?.to === second?.to && first?.secret === second?.secret;
      return { key, one: first, other: second, differs: !isSame };
    }),
  );
}

function differingFirst<Row extends { readonly differs: boolean }>(rows: readonly Row[]): Row[] {
  return [...rows.filter(({ differs }) => differs), ...rows.filter(({ differs }) => !differs)];
}
