import { spawn } from 'node:child_process';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backupName, listBackups, pruneBackups } from './backup-files.ts';
import { putInPlace } from './durable-files.ts';

/** A backup that is in its place and proven. */
export interface Backup {
  readonly path: string;
  readonly bytes: number;
}

const hour = 60 * 60 * 1000;

/**
 * Makes one backup of the database in `folder`: in a process and on a connection of its own, so that one that hangs holds up nobody;
 * after `deadlineMilliseconds` it is ended. It has its name only when it is whole, proven and on the disk.
 */
export async function makeBackup(parts: {
  readonly workerFile: string;
  readonly database: string;
  readonly folder: string;
  readonly deadlineMilliseconds: number;
  readonly at?: Date;
}): Promise<Backup> {
  await mkdir(parts.folder, { recursive: true });
  const path = join(parts.folder, backupName(parts.at ?? new Date()));
  const temporary = `${path}.tmp`;
  try {
    await copyInProcess(parts.workerFile, parts.database, temporary, parts.deadlineMilliseconds);
    await putInPlace(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  pruneBackups(parts.folder);
  return { path, bytes: (await stat(path)).size };
}

/**
 * Is it time? Between three and six in the morning, when nobody orders, and at any time when the newest is older than a day and six
 * hours: some restaurants switch the Pi off at night.
 */
export function backupIsDue(folder: string, now: Date): boolean {
  const newest = listBackups(folder)[0];
  if (!newest) return true;
  const age = now.getTime() - newest.at.getTime();
  const night = now.getHours() >= 3 && now.getHours() < 6;
  // One from the future was made with a wrong clock; it must not stop all others.
  return age < 0 || age > 30 * hour || (night && age > 20 * hour);
}

/** A process of its own: what it took is given back when it ends, and it can be ended whatever it waits for. */
function copyInProcess(workerFile: string, from: string, to: string, deadlineMilliseconds: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(process.execPath, ['--max-semi-space-size=1', workerFile, '--copy', from, to], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: deadlineMilliseconds,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said = `${said}${part}`.slice(-500);
  });
  child.once('error', reject);
  child.once('exit', (code, signal) =>
    code === 0 ? resolve() : reject(new Error(`the copy ended with ${code ?? signal}: ${said.trim()}`)),
  );
  return promise;
}
