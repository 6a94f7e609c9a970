import { spawn } from 'node:child_process';
import { fstatSync, ftruncateSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { takeLock } from '../database/exclusive.ts';
import { childFile, keeperFile, keptUnitSchema, lockFile } from './kept-unit.ts';
import { endLeftBehind, rememberProcess } from './process-identity.ts';

/** Milliseconds between the death of a program and its next start. A service that cannot live must not burn the machine. */
const restartAfterMs = { always: 1000, 'on-failure': 250 } as const;
/** A program that does not end after SIGTERM within this time is killed. */
const killAfterMs = 12_000;
/** Bytes of what a program says that are kept; then the log begins anew. */
const longestLog = 5_000_000;

/**
 * Keeps one program running until it ends well (`on-failure`) or we are told to stop. A SIGTERM is passed on, and we end
 * when the program has. Of several keepers of one unit the first stays and the others leave. A program that a killed keeper
 * left behind is ended first, so that there are never two.
 */
export async function keep(unitFile: string): Promise<void> {
  const unit = keptUnitSchema.parse(JSON.parse(readFileSync(unitFile, 'utf8')));
  const release = takeLock(lockFile(unitFile), 0);
  if (!release) return;
  let stopping = false;
  let stop = () => {
    stopping = true;
  };
  process.on('SIGTERM', () => stop());
  rememberProcess(keeperFile(unitFile), process.pid);
  const trimming = setInterval(trimLog, 60_000);
  try {
    await endLeftBehind(childFile(unitFile));
    while (!stopping) {
      const child = spawn(unit.program, unit.arguments, { cwd: unit.folder, stdio: ['ignore', 'inherit', 'inherit'] });
      stop = () => {
        stopping = true;
        child.kill('SIGTERM');
        setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
      };
      const ended = new Promise<number | null>((resolve) => {
        child.once('error', () => resolve(null));
        child.once('close', (exitCode) => resolve(exitCode));
      });
      if (child.pid !== undefined) rememberProcess(childFile(unitFile), child.pid);
      const code = await ended;
      if (stopping || (unit.restart === 'on-failure' && code === 0)) return;
      await wait(restartAfterMs[unit.restart]);
    }
  } finally {
    clearInterval(trimming);
    release();
  }
}

function trimLog(): void {
  try {
    if (fstatSync(1).isFile() && fstatSync(1).size > longestLog) ftruncateSync(1, 0);
  } catch {
    // a log that cannot be trimmed stops nothing
  }
}
