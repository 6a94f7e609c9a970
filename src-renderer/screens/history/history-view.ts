import { create } from 'zustand';
import { type HistoryEntry, isRunKind } from '../../../src-shared/history/entry.ts';
import { type HistoryFilter, wholeHistory } from '../../../src-shared/history/filter.ts';
import type { Tone } from '../../design/tone.ts';

/** What somebody looks for and has chosen, kept while they look into a run and come back. */
export const useHistoryView = create<{ targetId: string; filter: HistoryFilter; chosen: readonly string[] }>(() => ({
  targetId: '',
  filter: wholeHistory,
  chosen: [],
}));

/** Another Pi begins with its whole history. */
export function viewFor(targetId: string): void {
  if (useHistoryView.getState().targetId !== targetId)
    useHistoryView.setState({ targetId, filter: wholeHistory, chosen: [] });
}

export function changeFilter(change: Partial<HistoryFilter>): void {
  useHistoryView.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
}

/** Which kinds can stand beside each other: runs with runs, changes with changes. Null: nothing to compare. */
export function comparableAs({ kind, changes }: HistoryEntry): 'runs' | 'changes' | null {
  if (isRunKind(kind)) return 'runs';
  return (kind === 'settings' || kind === 'people') && changes.length > 0 ? 'changes' : null;
}

/** The choice after a click on an entry: two at most, of which the older goes, and of one sort. */
export function withChosen(
  chosen: readonly string[],
  clicked: HistoryEntry,
  entries: readonly HistoryEntry[],
): readonly string[] {
  if (chosen.includes(clicked.id)) return chosen.filter((id) => id !== clicked.id);
  const sameSort = chosen.filter((id) => {
    const entry = entries.find((one) => one.id === id);
    return entry && comparableAs(entry) === comparableAs(clicked);
  });
  return [...sameSort, clicked.id].slice(-2);
}

/** The tone of a result. Whoever wanted to go back and did is not alarmed. */
export const toneOfResult: Record<HistoryEntry['result'], Tone> = {
  going: 'unknown',
  done: 'good',
  partial: 'attention',
  'rolled-back': 'attention',
  'taken-back': 'attention',
  'needs-person': 'bad',
};
