import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { syncFolder } from '../files/durable.ts';

/** What SQLite may lay beside a database. */
const besides = ['-wal', '-shm', '-journal'] as const;

/** Removes a database that nobody needs any more, with what lies beside it. */
export function removeDatabase(file: string): void {
  for (const part of ['', ...besides]) rmSync(`${file}${part}`, { force: true });
}

/**
 * Lets one database take the place of another that nobody has open, in one step. The log of the old one is worked into it before: it
 * would be taken for the log of the new one, and a power cut in between leaves the old one whole.
 */
export function putInPlace(ready: string, file: string): void {
  if (existsSync(file)) singleFile(file);
  for (const part of besides) {
    rmSync(`${ready}${part}`, { force: true });
    rmSync(`${file}${part}`, { force: true });
  }
  const handle = openSync(ready, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(ready, file);
  syncFolder(dirname(file));
}

/** Works the log into the file, so that it needs none beside it. @throws Error while another program has it open. */
export function singleFile(file: string): void {
  const database = new Database(file, { fileMustExist: true, timeout: 5000 });
  try {
    const mode = database.pragma('journal_mode = DELETE', { simple: true });
    if (mode !== 'delete') throw new Error(`${file} is in use`);
  } finally {
    database.close();
  }
}
