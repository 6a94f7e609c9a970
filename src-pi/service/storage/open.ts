import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../../../src-shared/contract/errors.ts';
import type { DatabaseClient } from '../database/client.ts';
import { suspectFile } from '../database/connection.ts';
import { now } from '../database/times.ts';
import { crashPoint } from '../life/crash.ts';
import { listBackups } from './backup-files.ts';
import { copyInPlace, flushSync } from './durable-files.ts';
import type { StoragePlaces } from './places.ts';

/** What had to be done before the database could be opened. */
export interface Rebuilt {
  readonly at: string;
  /** Where the damaged file is kept; null if there was none at all. */
  readonly setAside: string | null;
  /** When the backup was made that took its place; null if there was none and it begins anew. */
  readonly backupAt: string | null;
}

/**
 * Opens the database. One that is damaged, or that is gone while there are backups of it, is replaced by the newest backup that is
 * sound, or by a new one; the damaged file is set aside and never deleted. Who calls must then have `markRebuilt` done, and
 * remove the note with `rebuildingIsOver`: until then each start begins the rebuilding anew. So a crash in between can not
 * pass a half-made file off as one that was always there.
 */
export async function openStorage(
  places: StoragePlaces,
  open: (thorough: boolean) => Promise<DatabaseClient>,
): Promise<{ database: DatabaseClient; rebuilt: Rebuilt | null }> {
  const { database: file, backups } = places;
  const candidates = listBackups(backups);
  const suspect = existsSync(suspectFile(file));
  if (!existsSync(places.rebuilding) && (existsSync(file) || candidates.length === 0)) {
    try {
      const database = await open(suspect);
      rmSync(suspectFile(file), { force: true });
      return { database, rebuilt: null };
    } catch (error) {
      if (!isCorrupt(error)) throw error;
    }
  }
  const at = noteRebuilding(places);
  for (;;) {
    const setAside = setFileAside(places, at);
    crashPoint('rebuild-set-aside');
    const backup = candidates.shift() ?? null;
    if (backup) copyInPlace(backup.path, file);
    crashPoint('rebuild-restored');
    try {
      const database = await open(true);
      return { database, rebuilt: { at, setAside, backupAt: backup?.at.toISOString() ?? null } };
    } catch (error) {
      if (!isCorrupt(error) || backup === null) throw error;
    }
  }
}

/** The replacement knows that it is one: from now on it is opened like any other. */
export function rebuildingIsOver(places: StoragePlaces): void {
  rmSync(places.rebuilding, { force: true });
  flushSync(places.data);
}

function isCorrupt(error: unknown): boolean {
  return error instanceof Refusal && error.error.code === 'database.damaged' && error.error.cause === 'corrupt';
}

/** Since when this rebuilding lasts, over crashes. */
function noteRebuilding({ rebuilding, data }: StoragePlaces): string {
  if (existsSync(rebuilding)) {
    const noted = readFileSync(rebuilding, 'utf8').trim();
    if (Number.isFinite(Date.parse(noted))) return noted;
  }
  const at = now();
  writeFileSync(rebuilding, at, { flush: true });
  flushSync(data);
  return at;
}

/** Moves the file with its log, and answers the folder in which it now lies; null if there is nothing. */
function setFileAside({ database, damaged }: StoragePlaces, at: string): string | null {
  const parts = [database, `${database}-wal`, `${database}-shm`, `${database}-journal`, suspectFile(database)];
  const there = parts.filter((file) => existsSync(file));
  if (there.length === 0) return null;
  mkdirSync(damaged, { recursive: true });
  const stamp = at.slice(0, 19).replaceAll(':', '-');
  const free = (count: number): string => {
    const folder = join(damaged, count === 0 ? stamp : `${stamp}-${count}`);
    return existsSync(folder) ? free(count + 1) : folder;
  };
  const folder = free(0);
  mkdirSync(folder);
  for (const file of there) renameSync(file, join(folder, basename(file)));
  flushSync(folder);
  flushSync(damaged);
  flushSync(dirname(database));
  return folder;
}
