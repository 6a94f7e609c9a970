import { execFile } from 'node:child_process';
import type { PrinterState } from '../../../src-shared/service/panel.ts';

/** How long a program of CUPS may take; its scheduler answers from memory. */
const programMilliseconds = 8000;

export interface QueueAnswer {
  /** Null when it could not be run, did not end in time or ended badly. */
  readonly output: string | null;
  readonly problem: string;
}

/** Runs a program of CUPS with arguments that no shell sees, and bytes on its standard input. Never rejects. */
export function runQueueProgram(
  file: 'lp' | 'lpstat' | 'cancel',
  words: readonly string[],
  input?: Uint8Array,
): Promise<QueueAnswer> {
  return new Promise((resolve) => {
    const child = execFile(
      file,
      [...words],
      {
        timeout: programMilliseconds,
        killSignal: 'SIGKILL',
        env: { ...process.env, LC_ALL: 'C' },
        maxBuffer: 1_000_000,
      },
      (error, output, problem) =>
        resolve({ output: error ? null : output, problem: (problem.trim() || error?.message) ?? '' }),
    );
    // A program that ends early does not read its input: its exit tells, not the pipe.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input ?? '');
  });
}

const reasons: readonly (readonly [RegExp, PrinterState])[] = [
  [/cover-open|door-open|interlock-open/, 'cover-open'],
  [/media-empty|media-needed/, 'paper-end'],
  [/cutter|media-jam/, 'cutter'],
  [/offline|connecting-to-device|timed-out|shutdown/, 'unreachable'],
  [/paused|stopped|error/, 'error'],
  [/media-low/, 'paper-near-end'],
];

/**
 * What `lpstat -l -p QUEUE` says of a queue, in the words of printers. `mute`: all is well, and as ever it does not tell whether
 * it printed. Null: there is no such queue in the answer.
 */
export function queueState(answer: string): PrinterState | null {
  if (!/^printer \S+ /m.test(answer)) return null;
  const alerts = /^\s*Alerts:\s*(.*)$/m.exec(answer)?.[1] ?? '';
  const found = reasons.find(([pattern]) => pattern.test(alerts))?.[1];
  if (found) return found;
  return /^printer \S+ disabled/m.test(answer) ? 'error' : 'mute';
}

/** The number of the job in what `lp` says: `request id is QUEUE-12 (0 file(s))`. */
export function queueJob(answer: string): string | null {
  return /request id is (\S+-\d+)/.exec(answer)?.[1] ?? null;
}

/** `waits-for-printer`: the queue has not even reached the printer. */
export type QueueJobState = 'completed' | 'failed' | 'under-way' | 'waits-for-printer' | 'unknown';

/**
 * How a job is, from `lpstat -W completed -l -o QUEUE` and `lpstat -W not-completed -l -o QUEUE`. A job that the queue calls
 * completed has left the queue: whether it is on paper, nobody says.
 */
export function queueJobState(job: string, completed: string, active: string): QueueJobState {
  const ended = entryOf(job, completed);
  if (ended !== null) return /cancel|abort/.test(ended) ? 'failed' : 'completed';
  const running = entryOf(job, active);
  if (running === null) return 'unknown';
  return /may not exist|unavailable|not responding|not connected|in use|unable to (connect|locate)/i.test(running)
    ? 'waits-for-printer'
    : 'under-way';
}

/** The indented lines below the one that begins with the job's name. */
function entryOf(job: string, answer: string): string | null {
  const lines = answer.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${job} `));
  if (at < 0) return null;
  const after = lines.slice(at + 1);
  const end = after.findIndex((line) => !/^\s/.test(line));
  return after.slice(0, end < 0 ? after.length : end).join('\n');
}
