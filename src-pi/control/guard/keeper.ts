import { uptime } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { finalRunStates } from '../../../src-shared/bonctl/run.ts';
import { lockHeld } from '../database/exclusive.ts';
import { engineUnit, guardName } from '../engine/units.ts';
import { bootId } from '../facts/boot.ts';
import { giveReserve } from '../files/reserve.ts';
import { runSummaries } from '../journal/run-folder.ts';
import { currentLease } from '../lock/lease.ts';
import type { Machine } from '../machine.ts';
import { armGuard, decideGuard, type GuardState, readGuard } from './guard-state.ts';

interface Watched {
  readonly key: string;
  readonly deadline: number;
  readonly remembered: number;
}

/** How often the guard looks. */
const lookEveryMs = 250;
/** How often the remaining time is written down: what a power cut can add to a window at most. */
const rememberEveryMs = 2000;
/** After a verdict an engine without a sign of life for this long hangs: it is ended, and another takes up its journal. */
const patienceMs = 15_000;

/**
 * The guard: while a run is unconfirmed it counts the window down on the monotonic clock. At the deadline, and at once after
 * a reboot, it decides for rollback. It also keeps the engine of an unfinished run going. Ends when nothing is to be guarded.
 */
export async function keepGuard(machine: Machine): Promise<void> {
  await takeUpOrphan(machine);
  let watched: Watched = { key: '', deadline: 0, remembered: 0 };
  let patientSince = performance.now();
  for (;;) {
    const guard = readGuard(machine);
    if (!guard) return;
    if (guard.verdict !== 'armed') {
      if (silence(machine, guard.runId, patientSince) > patienceMs) {
        await machine.services.stopOwn(engineUnit(guard.runId).name);
        patientSince = performance.now();
      }
      await machine.services.startOwn(engineUnit(guard.runId));
      if (await engineIsDone(machine, guard.runId)) return;
      continue;
    }
    const now = performance.now();
    patientSince = now;
    if (guard.bootId !== bootId()) {
      await takeBack(machine, guard, 'boot');
      continue;
    }
    const key = keyOf(guard);
    if (watched.key !== key) watched = { key, deadline: now + guard.remainingMs, remembered: now };
    if (now >= watched.deadline) {
      await takeBack(machine, guard, guard.window === 'start' ? 'start-window' : 'confirmation-window');
      continue;
    }
    if (now - watched.remembered > rememberEveryMs) {
      const remainingMs = Math.round(watched.deadline - now);
      const stored = await remember(machine, guard, remainingMs);
      watched = { ...watched, key: stored ? keyOf(stored) : key, remembered: now };
    }
    await machine.services.startOwn(engineUnit(guard.runId));
    await wait(lookEveryMs);
  }
}

/** A run that was cut off between its first line and the arming of its guard has changed nothing: it is taken back. */
async function takeUpOrphan(machine: Machine): Promise<void> {
  if (readGuard(machine) || currentLease(machine)) return;
  const last = runSummaries(machine).at(-1);
  if (!last || finalRunStates.includes(last.state)) return;
  armGuard(machine, last.runId, 'start', 0);
  await decideGuard(machine, last.runId, { verdict: 'rollback', reason: 'boot' });
}

function keyOf(guard: GuardState): string {
  return `${guard.runId} ${guard.window} ${guard.remainingMs}`;
}

/** Notes what is left of the window, for a guard that is killed. A disk that takes nothing leaves it at what was noted last. */
async function remember(machine: Machine, guard: GuardState, remainingMs: number): Promise<GuardState | null> {
  try {
    const { changed, now } = await decideGuard(machine, guard.runId, { remainingMs }, guard);
    return changed ? now : null;
  } catch (problem) {
    console.error(problem);
    return null;
  }
}

/** Milliseconds without a sign of life of the run's engine, counted from `since` at the earliest. */
function silence(machine: Machine, runId: string, since: number): number {
  const waited = performance.now() - since;
  const lease = currentLease(machine);
  return lease?.runId === runId ? Math.min(waited, (uptime() - lease.heartbeat) * 1000) : waited;
}

/**
 * Decides for rollback. What stands in the way may pass, and then it is decided without delay: a full disk gets its reserve
 * back, a card that can only be read is tried again, and an engine that was stopped while it held the guard's lock is ended.
 */
async function takeBack(machine: Machine, guard: GuardState, reason: NonNullable<GuardState['reason']>): Promise<void> {
  giveReserve(machine);
  try {
    await decideGuard(machine, guard.runId, { verdict: 'rollback', reason }, guard);
  } catch (problem) {
    console.error(problem);
    if ((problem as { code?: string }).code === lockHeld) await machine.services.stopOwn(engineUnit(guard.runId).name);
    await wait(lookEveryMs);
  }
}

/** The engine clears the guard when the run has ended; until then it is started again whenever it is gone. */
async function engineIsDone(machine: Machine, runId: string): Promise<boolean> {
  await wait(lookEveryMs);
  return readGuard(machine)?.runId !== runId;
}

/** Starts the guard if something is armed and it does not run, for machines where nothing does so at boot. */
export async function ensureGuard(machine: Machine): Promise<void> {
  if (readGuard(machine) && !(await machine.services.isRunning(guardName))) {
    await machine.services.startOwn({ name: guardName, arguments: ['guard'] });
  }
}
