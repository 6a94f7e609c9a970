import { readFileSync } from 'node:fs';

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
