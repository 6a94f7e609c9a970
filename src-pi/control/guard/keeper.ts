import { uptime } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { finalRunStates } from '../../../src-shared/bonctl/run.ts';
import { engineUnit, guardName } from '../engine/units.ts';
import { bootId } from '../facts/boot.ts';
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
      await decideGuard(machine, guard.runId, { verdict: 'rollback', reason: 'boot' });
      continue;
    }
    const key = `${guard.runId} ${guard.window} ${guard.remainingMs}`;
    if (watched.key !== key) watched = { key, deadline: now + guard.remainingMs, remembered: now };
    if (now >= watched.deadline) {
      await expire(machine, guard);
      continue;
    }
    if (now - watched.remembered > rememberEveryMs) {
      const remainingMs = Math.round(watched.deadline - now);
      const { changed, now: stored } = await decideGuard(machine, guard.runId, { remainingMs }, guard);
      if (changed && stored)
        watched = {
          key: `${stored.runId} ${stored.window} ${stored.remainingMs}`,
          deadline: watched.deadline,
          remembered: now,
        };
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

/** Milliseconds without a sign of life of the run's engine, counted from `since` at the earliest. */
function silence(machine: Machine, runId: string, since: number): number {
  const waited = performance.now() - since;
  const lease = currentLease(machine);
  return lease?.runId === runId ? Math.min(waited, (uptime() - lease.heartbeat) * 1000) : waited;
}

/** Decides at the deadline. An engine that was stopped while it held the guard's lock must not keep us from it. */
async function expire(machine: Machine, guard: GuardState): Promise<void> {
  try {
    await decideGuard(machine, guard.runId, { verdict: 'rollback', reason: reasonOf(guard) }, guard);
  } catch (problem) {
    await machine.services.stopOwn(engineUnit(guard.runId).name);
    throw problem;
  }
}

function reasonOf(guard: GuardState): 'start-window' | 'confirmation-window' {
  return guard.window === 'start' ? 'start-window' : 'confirmation-window';
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
