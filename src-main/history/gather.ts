import type { RunSummary } from '../../src-shared/bonctl/run.ts';
import { viewOf } from '../../src-shared/bonctl/run-view.ts';
import { type HistoryEntry, mostHistoryEntries } from '../../src-shared/history/entry.ts';
import type { AuditLine } from '../panel/audit.ts';
import type { JournalStore } from '../panel/journals.ts';
import type { Panel } from '../panel/panel.ts';
import { entriesOfChanges, entriesOfRuns, entriesOfSignOffs } from './entries.ts';

/** Mirrored journals that are read where the Pi does not tell of its runs: the newest. */
const mostMirrored = 200;

/**
 * Everything that is known of a target, the newest first. `told` are the runs that the Pi tells of, empty while it is silent; those that only
 * this PC's mirror knows come along.
 */
export function gatherHistory(
  panel: Panel,
  targetId: string,
  told: readonly RunSummary[],
): { entries: HistoryEntry[]; isCut: boolean } {
  const { audit, since } = sinceBeginning(panel, targetId, auditOf(panel, targetId));
  const known = new Set(told.map(({ runId }) => runId));
  const runs = [...told, ...mirroredRuns(panel.journals, targetId, known)];
  const entries = [
    ...entriesOfRuns(runs, audit),
    ...entriesOfSignOffs(panel.signOffs.ofTarget(targetId)),
    ...entriesOfChanges(audit),
  ]
    .filter(({ at, kind, matter }) => kind === 'people' || matter === 'sign-in' || at >= since)
    // of what came in the same instant the later line is the newer
    .reverse()
    .sort((one, other) => other.at.localeCompare(one.at));
  return { entries: entries.slice(0, mostHistoryEntries), isCut: entries.length > mostHistoryEntries };
}

/** What this PC did with a target, and what it did for all. */
export function auditOf(panel: Pick<Panel, 'audit'>, targetId: string): AuditLine[] {
  return panel.audit.all().filter((line) => line.targetId === targetId || line.targetId === '');
}

/** Each practice is a Pi of its own under the same name: what the one before had is no part of its history. */
function sinceBeginning(panel: Panel, targetId: string, audit: readonly AuditLine[]) {
  const begun = audit.findLast(({ action }) => action === 'paired');
  if (panel.targets.get(targetId).kind !== 'practice' || !begun) return { audit, since: '' };
  return { audit: audit.filter((line) => line.targetId === '' || line.seq > begun.seq), since: begun.at };
}

function mirroredRuns(journals: JournalStore, targetId: string, known: ReadonlySet<string>): RunSummary[] {
  return journals
    .runs(targetId)
    .filter((runId) => !known.has(runId))
    .slice(0, mostMirrored)
    .flatMap((runId) => {
      const view = viewOf(journals.entries(targetId, runId));
      if (!view) return [];
      const { kind, state, version, previousVersion, startedAt, endedAt, by } = view;
      return [{ runId, kind, state, version, previousVersion, startedAt, endedAt, by }];
    });
}
