import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { readIfThere, writeDurably } from '../files/durable.ts';

/** Does a process with this number run? One that may not be signalled runs too. A zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code === 'EPERM';
  }
  return processState(pid) !== 'Z';
}

/**
 * When the process began, in clock ticks since boot (`/proc/PID/stat`, field 22, proc(5)): with the number it names a process
 * for good, although numbers are given out again. Empty where there is no `/proc`.
 */
export function startTime(pid: number): string {
  return statField(pid, 22);
}

function processState(pid: number): string {
  return statField(pid, 3);
}

function statField(pid: number, field: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the second field, the name, is in parentheses and may hold spaces
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[field - 3] ?? '';
  } catch {
    return '';
  }
}

const identitySchema = z.object({ pid: z.number(), startTime: z.string() });

/** Writes down which process it is, by number and start time. */
export function rememberProcess(file: string, pid: number): void {
  writeDurably(file, JSON.stringify({ pid, startTime: startTime(pid) }));
}

/** The process that was written down, if it is that one and still runs. */
export function rememberedProcess(file: string): number | null {
  const text = readIfThere(file);
  const known = text === null ? null : identitySchema.safeParse(JSON.parse(text)).data;
  return known && isAlive(known.pid) && startTime(known.pid) === known.startTime ? known.pid : null;
}

/** Ends a process that its keeper left behind, and waits until it is gone. */
export async function endLeftBehind(file: string, deadlineMs = 5000): Promise<void> {
  const pid = rememberedProcess(file);
  if (pid === null) return;
  process.kill(pid, 'SIGKILL');
  const giveUp = performance.now() + deadlineMs;
  while (isAlive(pid) && performance.now() < giveUp) await wait(10);
}
