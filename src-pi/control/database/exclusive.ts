import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

/** The `code` of the error when another process held the lock for too long. */
export const lockHeld = 'LOCK_HELD';

/**
 * Runs `work` while no other process runs anything under the same lock file. Waits at most `deadlineMs`. The lock is an
 * exclusive transaction on an empty SQLite file: the system takes it away from an owner that dies, so there is no stale lock
 * and no guessing by age, which two could do at once.
 *
 * @throws Error when the lock could not be had in time; nothing was done then.
 */
export function exclusively<Value>(lockFile: string, work: () => Value, deadlineMs = 5000): Value {
  const release = takeLock(lockFile, deadlineMs);
  if (!release) throw Object.assign(new Error(`${lockFile} was held for ${deadlineMs} ms`), { code: lockHeld });
  try {
    return work();
  } finally {
    release();
  }
}

/** Takes a lock for as long as this process lives or until the returned function is called; `null` if another has it. */
export function takeLock(lockFile: string, deadlineMs: number): (() => void) | null {
  mkdirSync(dirname(lockFile), { recursive: true });
  const file = new Database(lockFile, { timeout: deadlineMs });
  try {
    file.exec('BEGIN EXCLUSIVE');
    return () => file.close();
  } catch (problem) {
    file.close();
    if ((problem as { code?: string }).code === 'SQLITE_BUSY') return null;
    throw problem;
  }
}
