import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export type InstanceLock = { readonly held: true; release(): void } | { readonly held: false; readonly owner: string };

/**
 * Takes a data folder for this process alone. The lock is one of the system's, through SQLite, and ends with the process
 * however that ends; a file with a number in it would outlive a crash.
 */
export function lockDataFolder(dataFolder: string): InstanceLock {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const note = join(dataFolder, 'instance.txt');
  const database = new Database(join(dataFolder, 'instance.lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    return { held: false, owner: readOwner(note) };
  }
  writeFileSync(note, `process ${process.pid}`, { mode: 0o600 });
  return { held: true, release: () => database.close() };
}

function readOwner(note: string): string {
  try {
    return readFileSync(note, 'utf8');
  } catch {
    return 'another process';
  }
}
