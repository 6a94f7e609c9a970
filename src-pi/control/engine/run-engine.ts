import { z } from 'zod';
import { readIfThere, writeDurably } from '../files/durable.ts';
import { clearGuard } from '../guard/guard-state.ts';
import { runFile } from '../journal/run-folder.ts';
import { releaseLease } from '../lock/lease.ts';
import type { Machine } from '../machine.ts';
import { carryOut } from './engine.ts';

/** An engine that breaks this often on one run is not started again. */
const mostCrashes = 10;

/**
 * The engine's process. A bug or a damaged journal must not make the machine go in circles: after ten crashes the run is
 * left as it is, the machine is free, and `crashes.json` beside the journal says why.
 *
 * @returns the exit code: 1 asks the supervisor to start the engine again.
 */
export async function runEngine(machine: Machine, runId: string): Promise<number> {
  try {
    await carryOut(machine, runId);
    return 0;
  } catch (problem) {
    const file = runFile(machine, runId, 'crashes.json');
    const crashes = z.array(z.string()).parse(JSON.parse(readIfThere(file) ?? '[]'));
    crashes.push(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem));
    writeDurably(file, JSON.stringify(crashes, null, 1));
    if (crashes.length < mostCrashes) return 1;
    clearGuard(machine, runId);
    releaseLease(machine, runId);
    return 0;
  }
}
