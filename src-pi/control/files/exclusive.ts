import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from '../supervisor/process-identity.ts';

/** Nobody holds one of these locks longer than it takes to write a small file; older ones belong to the dead. */
const staleAfterMs = 10_000;

/**
 * Runs `work` while no other process runs anything under the same lock file. Waits at most `deadlineMs`.
 *
 * @throws Error when the lock could not be had in time; nothing was done then.
 */
export async function exclusively<Value>(lockFile: string, work: () => Value, deadlineMs = 5000): Promise<Value> {
  const giveUp = performance.now() + deadlineMs;
  while (!take(lockFile)) {
    if (performance.now() > giveUp) throw new Error(`${lockFile} was held for ${deadlineMs} ms`);
    removeIfStale(lockFile);
    await wait(5 + Math.random() * 10);
  }
  try {
    return work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function take(lockFile: string): boolean {
  try {
    const handle = openSync(lockFile, 'wx', 0o600);
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw problem;
  }
}

function removeIfStale(lockFile: string): void {
  try {
    const holder = Number(readFileSync(lockFile, 'utf8'));
    const age = Date.now() - statSync(lockFile).mtimeMs;
    if ((holder > 0 && !isAlive(holder)) || Math.abs(age) > staleAfterMs) rmSync(lockFile, { force: true });
  } catch {
    // gone in the meantime: the next try takes it
  }
}
