import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../../src-shared/bonctl/places.ts';
import type { RestoreOffer } from '../../../src-shared/bonctl/stored.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { backupDatabase, proveBackup, storedBackups } from '../backups/backups.ts';
import { databaseBytes, databaseFile } from '../database/database-file.ts';
import { type Machine, placeOn } from '../machine.ts';
import { makeReady } from './ready-file.ts';
import { compare, restoringRelease } from './restore-program.ts';
import { restoreRunbook } from './restore-runbook.ts';

/** A slow card reads and writes so much in a millisecond. */
const bytesPerMs = 10_000;

/**
 * What restoring a backup would mean now: whether it is whole, and which orders are newer. All is looked at in scratch; the service
 * goes on printing and nothing changes.
 *
 * @throws Refusal `backup.unknown`, `restore.no-service`, `restore.service-too-old`, `backup.too-new`.
 */
export async function restoreOffer(machine: Machine, runId: string, signal?: AbortSignal): Promise<RestoreOffer> {
  const at = { machine, place: places.service };
  const stored = storedBackups(machine).find((backup) => backup.runId === runId);
  if (!stored?.holdsOrders) throw refuse('backup.unknown', { runId }, { retry: 'never' });
  const file = backupDatabase(machine, runId);
  restoringRelease(at);
  const found = await proveBackup(machine, runId);
  const steps = restoreRunbook(false).phases.flatMap((phase) => phase.steps);
  const sum = (some: typeof steps) => some.reduce((total, step) => total + step.expected, 0);
  const copied = (statSync(file).size + databaseBytes(at)) / bytesPerMs;
  const offer = {
    runId,
    at: stored.at,
    release: stored.release,
    sizeBytes: stored.sizeBytes,
    proof: found,
    expectedMs: sum(steps) + 4 * copied,
    pauseMs: sum(steps.filter(({ interrupts }) => interrupts)) + 3 * copied,
  };
  if (!found.proven) return { ...offer, newer: null };
  const scratch = placeOn(machine, 'state', `restore-offer-${process.pid}`);
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  try {
    const backup = join(scratch, 'ready.db');
    await makeReady(at, { runId, file }, backup, signal);
    const { newer } = await compare(at, { backup, present: databaseFile(at) }, signal);
    return { ...offer, newer };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
