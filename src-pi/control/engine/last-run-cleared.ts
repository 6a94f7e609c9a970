import { setTimeout as wait } from 'node:timers/promises';
import { finalRunStates } from '../../../src-shared/bonctl/run.ts';
import { readGuard } from '../guard/guard-state.ts';
import { runSummaries } from '../journal/run-folder.ts';
import { currentLease } from '../lock/lease.ts';
import type { Machine } from '../machine.ts';

/** What clearing up takes at most, in milliseconds; afterwards whoever asks is told that the machine is busy. */
const longestMs = 5000;

/** A run that has just ended clears up for a moment; we wait for that instead of calling the machine busy. */
export async function lastRunCleared(machine: Machine): Promise<void> {
  const giveUp = performance.now() + longestMs;
  while (performance.now() < giveUp) {
    const held = readGuard(machine)?.runId ?? currentLease(machine)?.runId;
    const state = runSummaries(machine).find((run) => run.runId === held)?.state;
    if (!state || !finalRunStates.includes(state)) return;
    await wait(50);
  }
}
