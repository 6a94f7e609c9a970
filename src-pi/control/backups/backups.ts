import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BackupManifest,
  backupManifestSchema,
  type RestoreProof,
  type Stored,
} from '../../../src-shared/bonctl/stored.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { checkIntegrity, rowCounts } from '../database/database-file.ts';
import { readIfThere, removeDurably } from '../files/durable.ts';
import { type Machine, placeOn } from '../machine.ts';
import { hashOf } from '../store/store.ts';

/** So many runs can be looked back at. An archive of the older service is never removed: it can be given back at any time. */
const keptBackups = 10;
const database = 'printer_service.db';

export function backupFolder(machine: Machine, runId: string): string {
  return placeOn(machine, 'backups', runId);
}

/** Where a run keeps the older service when it takes its place. */
export function oldServiceFolder(machine: Machine, runId: string): string {
  return placeOn(machine, 'backups', `${runId}-old-service`);
}

/** Where the orders lie in a backup. One from before the first release may have none. */
export function backupDatabase(machine: Machine, runId: string): string {
  return join(backupFolder(machine, runId), database);
}

/** What a backup says of itself; null if there is none of that run. */
export function backupManifest(machine: Machine, runId: string): BackupManifest | null {
  const text = readIfThere(join(backupFolder(machine, runId), 'manifest.json'));
  try {
    return text === null ? null : backupManifestSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** All whole backups, newest first. What else lies in that folder is not ours and is passed over. */
export function storedBackups(machine: Machine): Stored['backups'] {
  const folder = placeOn(machine, 'backups');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => backupManifest(machine, name))
    .filter((manifest) => manifest !== null)
    .map(({ runId, at, release, files }) => {
      const archive = oldServiceFolder(machine, runId);
      const oldService = existsSync(archive);
      const bytes = files.reduce((sum, file) => sum + file.size, 0) + (oldService ? bytesIn(archive) : 0);
      return {
        runId,
        at,
        release,
        sizeBytes: bytes,
        oldService,
        holdsOrders: files.some(({ name }) => name === database),
      };
    })
    .sort((one, other) => other.runId.localeCompare(one.runId));
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/**
 * Restores a backup to scratch and looks whether it is what was put into it: every file by its sum, the database by SQLite's own
 * thorough check. Changes nothing else.
 *
 * @throws Refusal `backup.unknown` if there is none of that run.
 */
export async function proveBackup(machine: Machine, runId: string): Promise<RestoreProof> {
  const manifest = backupManifest(machine, runId);
  if (!manifest) throw refuse('backup.unknown', { runId });
  const scratch = placeOn(machine, 'state', `restore-${process.pid}`);
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  let orders: number | null = null;
  try {
    for (const { name, sha256 } of manifest.files) {
      const restored = join(scratch, name);
      try {
        copyFileSync(join(backupFolder(machine, runId), name), restored);
        if ((await hashOf(restored)) !== sha256) return { proven: false, file: name };
        if (name !== database) continue;
        checkIntegrity(restored, true);
        orders = rowCounts(restored).orders ?? 0;
      } catch {
        return { proven: false, file: name };
      }
    }
    return { proven: true, orders, files: manifest.files.length };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Removes the oldest backups, so that a card does not fill up with them. However many deployments fail, those of the runs in `needed`
 * stay: one can still go back to before them.
 */
export function removeOldBackups(machine: Machine, needed: ReadonlySet<string>): void {
  const old = storedBackups(machine)
    .filter(({ oldService }) => !oldService)
    .slice(keptBackups)
    .filter(({ runId }) => !needed.has(runId));
  for (const { runId } of old) removeDurably(backupFolder(machine, runId));
}
