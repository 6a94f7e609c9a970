import { z } from 'zod';
import { finalRunStates } from '../../../src-shared/bonctl/run.ts';
import { readIfThere, writeDurably } from '../files/durable.ts';
import { clearGuard, decideGuard } from '../guard/guard-state.ts';
import { entriesOf, runFile } from '../journal/run-folder.ts';
import { releaseLease } from '../lock/lease.ts';
import type { Machine } from '../machine.ts';
import { carryOut, mostEngineStarts, stateOf } from './engine.ts';
import { openRun } from './run-context.ts';
import { nextState } from './transitions.ts';

/** After so many crashes on one run it is taken back; after as many again it is left to a person. */
const mostCrashes = 8;

/**
 * The engine's process. A bug or a damaged journal must not make the machine go in circles: after a few crashes the run is
 * taken back, after a few more it is left as it is, the machine is free, and `crashes.json` beside the journal says why.
 *
 * @returns the exit code: 1 asks the supervisor to start the engine again.
 */
export async function runEngine(machine: Machine, runId: string): Promise<number> {
  if (wentInCircles(machine, runId)) {
    giveUp(machine, runId);
    return 0;
  }
  try {
    await carryOut(machine, runId);
    return 0;
  } catch (problem) {
    const crashes = noteCrash(machine, runId, problem);
    if (crashes === mostCrashes) await decideGuard(machine, runId, { verdict: 'rollback', reason: 'attempts' });
    if (crashes < 2 * mostCrashes) return 1;
    giveUp(machine, runId);
    return 0;
  }
}

/** An engine that is killed from outside notes no crash; its beginnings tell. */
function wentInCircles(machine: Machine, runId: string): boolean {
  try {
    const starts = entriesOf(machine, runId).filter(({ type }) => type === 'engine-started').length;
    return starts >= 2 * mostEngineStarts;
  } catch {
    return false;
  }
}

function noteCrash(machine: Machine, runId: string, problem: unknown): number {
  const file = runFile(machine, runId, 'crashes.json');
  const crashes = z.array(z.string()).parse(JSON.parse(readIfThere(file) ?? '[]'));
  crashes.push(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem));
  writeDurably(file, JSON.stringify(crashes, null, 1));
  return crashes.length;
}

/** Tells the truth in the journal, if that can still be written, and frees the machine. */
function giveUp(machine: Machine, runId: string): void {
  try {
    const run = openRun(machine, runId);
    const from = stateOf(run);
    if (!finalRunStates.includes(from))
      run.journal.append({
        type: 'state',
        from,
        to: nextState(from, 'given-up'),
        event: 'given-up',
        reason: 'attempts',
      });
    run.journal.close();
  } catch {
    // a damaged journal is refused wherever it is read, which tells it too
  }
  clearGuard(machine, runId);
  releaseLease(machine, runId);
}
