import { linkSync, renameSync, rmSync } from 'node:fs';
import { uptime } from 'node:os';
import { z } from 'zod';
import { personSchema, runIdSchema } from '../../../src-shared/bonctl/run.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { bootId } from '../facts/boot.ts';
import { readIfThere, temporaryName, writeDurably } from '../files/durable.ts';
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
 * Takes the lease for a new run. Of any number of simultaneous takers exactly one wins: the file appears by `link(2)`, which
 * fails if it is there.
 *
 * @throws Refusal `bonctl.busy` with who holds it, since when.
 */
export function takeLease(machine: Machine, runId: string, by: Lease['by']): void {
  const file = leaseFile(machine);
  const held = currentLease(machine);
  if (held) throw busy(held);
  setAsideDeadLease(file);
  const lease: Lease = { runId, by, since: new Date().toISOString(), bootId: bootId(), heartbeat: uptime() };
  const own = temporaryName(file);
  writeDurably(own, JSON.stringify(lease));
  try {
    linkSync(own, file);
  } catch {
    throw busy(currentLease(machine) ?? lease);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Of several that find a dead lease only one renames it away; the others find nothing and race for the link. */
function setAsideDeadLease(file: string): void {
  const text = readIfThere(file);
  if (text === null) return;
  const aside = temporaryName(file);
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  // somebody else's fresh lease may have come between reading and renaming: put it back
  if (readIfThere(aside) !== text) {
    try {
      linkSync(aside, file);
    } catch {
      // a third one has taken it
    }
  }
  rmSync(aside, { force: true });
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
  const held = storedLease(machine);
  if (held && held.runId !== runId && isLive(held)) return;
  const since = held?.runId === runId ? held.since : new Date().toISOString();
  writeDurably(leaseFile(machine), JSON.stringify({ runId, by, since, bootId: bootId(), heartbeat: uptime() }));
}

export function releaseLease(machine: Machine, runId: string): void {
  if (storedLease(machine)?.runId === runId) rmSync(leaseFile(machine), { force: true });
}
