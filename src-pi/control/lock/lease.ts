import { uptime } from 'node:os';
import { z } from 'zod';
import { personSchema, runIdSchema } from '../../../src-shared/bonctl/run.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { exclusively } from '../database/exclusive.ts';
import { bootId } from '../facts/boot.ts';
import { readIfThere, removeDurably, writeDurably } from '../files/durable.ts';
import { type Machine, placeOn } from '../machine.ts';

/** A lease that was not renewed for this long belongs to a dead owner. Seconds since boot, no wall clock. */
export const leaseSeconds = 90;

const leaseSchema = z.object({
  runId: runIdSchema,
  by: personSchema,
  since: z.string(),
  bootId: z.string(),
  /** Seconds since boot of the last sign of life. */
  heartbeat: z.number(),
});
export type Lease = z.infer<typeof leaseSchema>;

function leaseFile(machine: Machine): string {
  return placeOn(machine, 'state', 'lease.json');
}

function lockFile(machine: Machine): string {
  return placeOn(machine, 'state', 'lease.lock');
}

/** Who holds the machine now, or `null`. A lease of a dead owner is nobody's. */
export function currentLease(machine: Machine): Lease | null {
  const lease = storedLease(machine);
  return lease && isLive(lease) ? lease : null;
}

function storedLease(machine: Machine): Lease | null {
  const text = readIfThere(leaseFile(machine));
  if (text === null) return null;
  try {
    return leaseSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function isLive(lease: Lease): boolean {
  return lease.bootId === bootId() && uptime() - lease.heartbeat < leaseSeconds;
}

/**
 * Takes the lease for a new run. Of any number of simultaneous takers exactly one wins: they look and write one after the
 * other.
 *
 * @throws Refusal `bonctl.busy` with who holds it, since when.
 */
export function takeLease(machine: Machine, runId: string, by: Lease['by']): void {
  exclusively(lockFile(machine), () => {
    const held = currentLease(machine);
    if (held) throw busy(held);
    write(machine, { runId, by, since: new Date().toISOString(), bootId: bootId(), heartbeat: uptime() });
  });
}

/**
 * Does something short that must not fall into a run: none goes on, and none begins meanwhile.
 *
 * @throws Refusal `bonctl.busy` with who holds the machine, since when.
 */
export function withoutRun<Result>(machine: Machine, act: () => Result): Result {
  return exclusively(lockFile(machine), () => {
    const held = currentLease(machine);
    if (held) throw busy(held);
    return act();
  });
}

function busy(lease: Lease) {
  return refuse(
    'bonctl.busy',
    { owner: lease.by.name, pc: lease.by.pc, runId: lease.runId, since: lease.since },
    { retry: 'now' },
  );
}

/** A sign of life of the run that holds the lease; a lease lost at a reboot comes back by it. */
export function renewLease(machine: Machine, runId: string, by: Lease['by']): void {
  exclusively(lockFile(machine), () => {
    const held = storedLease(machine);
    if (held && held.runId !== runId && isLive(held)) return;
    const since = held?.runId === runId ? held.since : new Date().toISOString();
    write(machine, { runId, by, since, bootId: bootId(), heartbeat: uptime() });
  });
}

export function releaseLease(machine: Machine, runId: string): void {
  exclusively(lockFile(machine), () => {
    if (storedLease(machine)?.runId === runId) removeDurably(leaseFile(machine));
  });
}

function write(machine: Machine, lease: Lease): void {
  writeDurably(leaseFile(machine), JSON.stringify(lease));
}
