import { closeSync, openSync, readSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { finalRunStates, type RunState } from '../../../src-shared/bonctl/run.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { Machine } from '../machine.ts';
import { journalFile } from './run-folder.ts';

const lookEveryMs = 60;
/** Bytes. The longest line is the first, which holds the runbook; schemas keep it far below this. */
const longestLine = 4 * 1024 * 1024;

/**
 * Gives every line of a run's journal from number `fromSeq` on, first those that are there, then each new one, until the
 * line that ends the run. Only whole lines are given. Ends early when `signal` does.
 */
export async function followJournal(
  machine: Machine,
  runId: string,
  fromSeq: number,
  give: (line: string) => void,
  signal: AbortSignal,
): Promise<{ ended: boolean }> {
  const handle = openJournalFile(machine, runId);
  const chunk = Buffer.alloc(longestLine);
  let offset = 0;
  let seq = 0;
  try {
    while (!signal.aborted) {
      // always from the end of the last whole line: a torn one may be cut off and written anew
      const bytes = chunk.subarray(0, readSync(handle, chunk, 0, chunk.length, offset));
      let start = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        const line = bytes.subarray(start, end).toString('utf8');
        start = end + 1;
        seq += 1;
        if (seq >= fromSeq) give(line);
        if (endsRun(line)) return { ended: true };
      }
      offset += start;
      if (start === 0) await wait(lookEveryMs);
    }
    return { ended: false };
  } finally {
    closeSync(handle);
  }
}

function openJournalFile(machine: Machine, runId: string): number {
  try {
    return openSync(journalFile(machine, runId), 'r');
  } catch {
    throw refuse('run.unknown', { runId }, { retry: 'never' });
  }
}

function endsRun(line: string): boolean {
  const entry = JSON.parse(line) as { type: string; to?: RunState };
  return entry.type === 'state' && entry.to !== undefined && finalRunStates.includes(entry.to);
}
