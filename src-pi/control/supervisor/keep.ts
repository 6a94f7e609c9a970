import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { keptUnitSchema } from './processes.ts';

/** Milliseconds between the death of a program and its next start. */
const restartAfterMs = 1000;
/** A program that does not end after SIGTERM within this time is killed. */
const killAfterMs = 12_000;

/**
 * Keeps one program running until it ends well (`on-failure`) or we are told to stop. A SIGTERM is passed on, and we end
 * when the program has.
 */
export async function keep(unitFile: string): Promise<void> {
  const unit = keptUnitSchema.parse(JSON.parse(readFileSync(unitFile, 'utf8')));
  let stopping = false;
  while (!stopping) {
    const child = spawn(unit.program, unit.arguments, { cwd: unit.folder, stdio: ['ignore', 'inherit', 'inherit'] });
    const stop = () => {
      stopping = true;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
    };
    process.on('SIGTERM', stop);
    const code = await new Promise<number | null>((resolve) => {
      child.once('error', () => resolve(null));
      child.once('close', (exitCode) => resolve(exitCode));
    });
    process.off('SIGTERM', stop);
    if (stopping || (unit.restart === 'on-failure' && code === 0)) return;
    process.once('SIGTERM', () => {
      stopping = true;
    });
    await wait(restartAfterMs);
  }
}
