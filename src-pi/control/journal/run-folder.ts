import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { type JournalEntry, type RunSummary, runIdSchema } from '../../../src-shared/bonctl/run.ts';
import { viewOf } from '../../../src-shared/bonctl/run-view.ts';
import { type Machine, placeOn } from '../machine.ts';
import { readJournal } from './journal.ts';

/** Where everything about one run lies. */
export function runFile(machine: Machine, runId: string, ...parts: string[]): string {
  return placeOn(machine, 'runs', runIdSchema.parse(runId), ...parts);
}

export function journalFile(machine: Machine, runId: string): string {
  return runFile(machine, runId, 'journal.jsonl');
}

/**
 * A new run's name: sorts behind all runs that there are. A Pi has no clock of its own; when the clock was set back, the name
 * goes on from the last run's, because what is newest is decided by it.
 */
export function newRunId(now: Date, earlier: readonly string[] = []): string {
  const last = earlier.at(-1);
  const instant = last === undefined || `${stampOf(now)}-` > last ? now : new Date(timeOf(last) + 1000);
  return `${stampOf(instant)}-${randomBytes(3).toString('hex')}`;
}

/** When a run was begun (ms since 1970), by the clock of that time and never earlier than the run before it. */
export function timeOf(runId: string): number {
  return Date.parse(runId.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-.*$/, '$1-$2-$3T$4:$5:$6Z'));
}

function stampOf(instant: Date): string {
  const [day = '', time = ''] = instant.toISOString().split('T');
  return `${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}`;
}

/** The names of all runs, oldest first. */
export function runIds(machine: Machine): string[] {
  const folder = placeOn(machine, 'runs');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => runIdSchema.safeParse(name).success && existsSync(journalFile(machine, name)))
    .sort();
}

export function entriesOf(machine: Machine, runId: string): JournalEntry[] {
  return readJournal(runId, journalFile(machine, runId));
}

/** All runs that can be read, oldest first. A damaged journal is left out here and refused where it is asked for. */
export function runSummaries(machine: Machine): RunSummary[] {
  return runIds(machine).flatMap((runId) => {
    try {
      const view = viewOf(entriesOf(machine, runId));
      if (!view) return [];
      const { kind, state, version, previousVersion, startedAt, endedAt, by } = view;
      return [{ runId, kind, state, version, previousVersion, startedAt, endedAt, by }];
    } catch {
      return [];
    }
  });
}
