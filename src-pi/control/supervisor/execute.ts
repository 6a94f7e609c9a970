import { spawn } from 'node:child_process';

export interface Execution {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a program without a shell and collects its output (64 KiB at most). Killed after `deadlineMs`; then `exitCode` is null. */
export function execute(program: string, parameters: readonly string[], deadlineMs = 30_000): Promise<Execution> {
  return new Promise((resolve) => {
    const child = spawn(program, [...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (bytes: Buffer) => {
      if (output.length < 65_536) output += bytes.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const timer = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
    child.once('error', (problem) => {
      clearTimeout(timer);
      resolve({ exitCode: null, output: problem.message });
    });
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, output });
    });
  });
}
