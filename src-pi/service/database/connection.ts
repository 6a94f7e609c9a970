import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { refuse } from '../../../src-shared/contract/errors.ts';

export type Connection = Database.Database;

/**
 * Opens the database for writing and proves the settings that the promises hang on. better-sqlite3's default in WAL is
 * synchronous=NORMAL, which forgets acknowledged orders at a power cut; so FULL is set and read back on this connection.
 * Throws `database.damaged` if the file is no sound database or the settings do not hold.
 */
export function openDatabase(path: string, options: { mustExist?: boolean } = {}): Connection {
  if (options.mustExist && !existsSync(path))
    throw refuse('database.damaged', { path, problem: 'the file is not there' });
  let database: Connection;
  try {
    database = new Database(path, { timeout: 5000 });
  } catch (error) {
    throw damaged(path, error);
  }
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('busy_timeout = 5000');
    database.pragma('foreign_keys = ON');
    database.pragma('temp_store = MEMORY');
    database.pragma('wal_autocheckpoint = 1000');
    database.pragma('journal_size_limit = 8388608');
    assertSetting(database, path, 'journal_mode', 'wal');
    assertSetting(database, path, 'synchronous', 2);
    assertSetting(database, path, 'busy_timeout', 5000);
    assertSetting(database, path, 'foreign_keys', 1);
    assertSetting(database, path, 'quick_check', 'ok');
    return database;
  } catch (error) {
    database.close();
    throw damaged(path, error);
  }
}

function assertSetting(database: Connection, path: string, name: string, expected: string | number): void {
  const found = database.pragma(name, { simple: true });
  if (found !== expected) throw refuse('database.damaged', { path, problem: `${name} is ${found}, not ${expected}` });
}

function damaged(path: string, error: unknown): Error {
  if (error instanceof Error && error.name === 'Refusal') return error;
  return refuse('database.damaged', { path, problem: error instanceof Error ? error.message : String(error) });
}
