import { spawn } from 'node:child_process';

export interface Execution {
  readonly exitCode: number | null;
  readonly output: string;
}

/** A program that is told to stop gets this long before it is killed. */
const graceMs = 2000;

/**
 * Runs a program without a shell and collects its output (64 KiB at most). Stopped after `deadlineMs` or when `signal` ends,
 * whichever is first: SIGTERM, then SIGKILL; then `exitCode` is null. Comes back only when the program is gone.
 */
export function execute(
  program: string,
  parameters: readonly string[],
  deadlineMs = 30_000,
  signal?: AbortSignal,
): Promise<Execution> {
  return new Promise((resolve) => {
    const child = spawn(program, [...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (bytes: Buffer) => {
      if (output.length < 65_536) output += bytes.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    let killing: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      killing ??= setTimeout(() => child.kill('SIGKILL'), graceMs);
    };
    const deadline = setTimeout(stop, deadlineMs);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    const end = (execution: Execution) => {
      clearTimeout(deadline);
      clearTimeout(killing);
      signal?.removeEventListener('abort', stop);
      resolve(execution);
    };
    child.once('error', (problem) => end({ exitCode: null, output: problem.message }));
    child.once('close', (exitCode) => end({ exitCode, output }));
  });
}
