import { z } from 'zod';
import { rollbackReasonSchema, runIdSchema } from '../../../src-shared/bonctl/run.ts';
import { exclusively } from '../database/exclusive.ts';
import { bootId } from '../facts/boot.ts';
import { readIfThere, removeDurably, writeDurably } from '../files/durable.ts';
import { type Machine, placeOn } from '../machine.ts';

/**
 * The guard's one fact, on disk. `armed` is the only state that can change; whoever changes it first has decided, and both
 * the guard and the panel read the outcome here.
 */
export const guardStateSchema = z.object({
  runId: runIdSchema,
  verdict: z.enum(['armed', 'confirmed', 'rollback']),
  window: z.enum(['start', 'confirmation']),
  /** Milliseconds that were left when this was written. Counted on a monotonic clock by the guard. */
  remainingMs: z.number(),
  reason: rollbackReasonSchema.nullable(),
  bootId: z.string(),
});
export type GuardState = z.infer<typeof guardStateSchema>;

function guardFile(machine: Machine): string {
  return placeOn(machine, 'state', 'guard.json');
}

/** The guard's state, or `null` if it was never armed or has been put away. */
export function readGuard(machine: Machine): GuardState | null {
  const text = readIfThere(guardFile(machine));
  if (text === null) return null;
  return guardStateSchema.parse(JSON.parse(text));
}

function lockFile(machine: Machine): string {
  return placeOn(machine, 'state', 'guard.lock');
}

/** Arms the guard for a run. On disk when this returns. What was decided for this run already stays decided. */
export function armGuard(machine: Machine, runId: string, window: GuardState['window'], remainingMs: number): void {
  exclusively(lockFile(machine), () => {
    const before = readGuard(machine);
    if (before?.runId === runId && before.verdict !== 'armed') return;
    store(machine, { runId, verdict: 'armed', window, remainingMs, reason: null, bootId: bootId() });
  });
}

/**
 * Compare and swap: changes the state only if the guard is still armed for this run and as `expected`, and
 * says what stands there afterwards. Of two who try at once exactly one changes it.
 */
export async function decideGuard(
  machine: Machine,
  runId: string,
  change: Partial<Pick<GuardState, 'verdict' | 'window' | 'remainingMs' | 'reason'>>,
  expected: Partial<Pick<GuardState, 'window' | 'remainingMs'>> = {},
): Promise<{ changed: boolean; now: GuardState | null }> {
  return exclusively(lockFile(machine), () => {
    const before = readGuard(machine);
    const mayChange =
      before?.runId === runId &&
      before.verdict === 'armed' &&
      before.window === (expected.window ?? before.window) &&
      before.remainingMs === (expected.remainingMs ?? before.remainingMs);
    if (!mayChange) return { changed: false, now: before };
    const now = { ...before, ...change, bootId: bootId() };
    store(machine, now);
    return { changed: true, now };
  });
}

/** Puts the guard away at the end of a run. */
export function clearGuard(machine: Machine, runId: string): void {
  exclusively(lockFile(machine), () => {
    if (readGuard(machine)?.runId === runId) removeDurably(guardFile(machine));
  });
}

function store(machine: Machine, state: GuardState): void {
  writeDurably(guardFile(machine), JSON.stringify(state));
}
