import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Refusal, refuse } from '../../../src-shared/contract/errors.ts';
import { refusalOfFault, storageFault } from './faults.ts';

export type Connection = Database.Database;

/** Lies beside a database with which something was wrong: the next start looks at every page and index of it. */
export function suspectFile(path: string): string {
  return `${path}.suspect`;
}

/**
 * Opens the database for writing and proves the settings that the promises hang on. better-sqlite3's default in WAL is
 * synchronous=NORMAL, which forgets acknowledged orders at a power cut; so FULL is set and read back on this connection.
 * Throws `database.damaged` if the file is no sound database or the settings do not hold, and `disk.full` or `disk.read-only`
 * if it is not the file's fault.
 */
export function openDatabase(path: string, options: { mustExist?: boolean; thorough?: boolean } = {}): Connection {
  if (options.mustExist && !existsSync(path))
    throw refuse('database.damaged', { path, problem: 'the file is not there' });
  let database: Connection;
  try {
    database = new Database(path, { timeout: 5000 });
  } catch (error) {
    throw notOpened(path, error);
  }
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('busy_timeout = 5000');
    database.pragma('foreign_keys = ON');
    database.pragma('temp_store = MEMORY');
    // better-sqlite3 keeps 16 MB of pages; the questions of the panel are as quick with 2 (kB).
    database.pragma('cache_size = -2000');
    database.pragma('wal_autocheckpoint = 1000');
    database.pragma('journal_size_limit = 8388608');
    assertSetting(database, path, 'journal_mode', 'wal');
    assertSetting(database, path, 'synchronous', 2);
    assertSetting(database, path, 'busy_timeout', 5000);
    assertSetting(database, path, 'foreign_keys', 1);
    assertSound(database, path, options.thorough ? 'integrity_check' : 'quick_check');
    return database;
  } catch (error) {
    database.close();
    throw notOpened(path, error);
  }
}

function assertSetting(database: Connection, path: string, name: string, expected: string | number): void {
  const found = database.pragma(name, { simple: true });
  if (found !== expected) throw refuse('database.damaged', { path, problem: `${name} is ${found}, not ${expected}` });
}

/** Throws `database.damaged` with the cause `corrupt`. */
export function assertSound(database: Connection, path: string, check: 'quick_check' | 'integrity_check'): void {
  const found = database.pragma(check, { simple: true });
  if (found !== 'ok') throw refusalOfFault('damaged', path, `${check}: ${String(found).slice(0, 300)}`);
}

function notOpened(path: string, error: unknown): Error {
  if (error instanceof Refusal) return error;
  const problem = error instanceof Error ? error.message : String(error);
  const fault = storageFault(error);
  return fault ? refusalOfFault(fault, path, problem) : refuse('database.damaged', { path, problem });
}
