import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { signalGroup } from './execute.ts';

/** Every process of a practice Pi has this in its environment, and with it the Pi's `/`. */
export const rootVariable = 'BONWART_PRACTICE_ROOT';

/** How long processes may take to end after SIGTERM before they are killed; longer than bonctl gives the service. */
const patienceMilliseconds = 15_000;
const repeatMilliseconds = 2_000;

/**
 * The processes of the practice Pi below `root`: by their environment or program where there is a `/proc`, by their program
 * and arguments elsewhere. Never ourselves.
 */
export async function processesOf(root: string): Promise<number[]> {
  const found = process.platform === 'linux' ? processesByProc(root) : await processesByPs(root);
  return found.filter((pid) => pid !== process.pid);
}

function processesByProc(root: string): number[] {
  const mark = `${rootVariable}=${root}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        if (/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return false;
        if (readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark)) return true;
        return readlinkSync(`/proc/${pid}/exe`).startsWith(`${root}/`);
      } catch {
        return false; // it ended meanwhile, or is not ours
      }
    })
    .map(Number);
}

function processesByPs(root: string): Promise<number[]> {
  return new Promise((done) => {
    execFile('ps', ['-axo', 'pid=,command='], { maxBuffer: 10_000_000 }, (error, output) => {
      const lines = error ? [] : output.split('\n');
      done(
        lines
          .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line))
          .filter((match) => match?.[2]?.startsWith(`${root}/`) || match?.[2]?.includes(`--root ${root}`))
          .map((match) => Number(match?.[1])),
      );
    });
  });
}

/**
 * Ends all processes of the practice Pi, and `groups`, the process groups that its sessions began: SIGTERM, then, for those that stay,
 * SIGKILL. Answers how many had to be killed.
 */
export async function endProcesses(root: string, groups: Iterable<number>): Promise<number> {
  for (const group of groups) signalGroup(group, 'SIGTERM');
  const end = performance.now() + patienceMilliseconds;
  /** When each was told last. A signal can get lost in a program that is just changing its handlers, so it is said again. */
  const told = new Map<number, number>();
  for (;;) {
    const alive = await processesOf(root);
    if (alive.length === 0) return 0;
    for (const pid of alive)
      if (performance.now() - (told.get(pid) ?? Number.NEGATIVE_INFINITY) > repeatMilliseconds) {
        told.set(pid, performance.now());
        signal(pid, 'SIGTERM');
      }
    if (performance.now() > end) {
      for (const pid of alive) signal(pid, 'SIGKILL');
      return alive.length;
    }
    await wait(20);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended
  }
}
