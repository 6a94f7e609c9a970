import { spawn } from 'node:child_process';
import { repository } from '../build/layout.ts';

/**
 * Runs a program in our place: it gets our signals, and its exit code is returned (128 + n for signal n). What a helper
 * prints goes to standard error, because standard output belongs to the one line of Bonwart.
 */
export function runForeground(
  program: string,
  words: readonly string[],
  output: 'inherit' | 'stderr',
): Promise<number> {
  const child = spawn(program, words, {
    cwd: repository,
    stdio: ['inherit', output === 'inherit' ? 'inherit' : process.stderr, 'inherit'],
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve) => {
    const end = (code: number) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(code);
    };
    child.once('error', (error) => {
      process.stderr.write(`Bonwart: ${program} cannot be started: ${error.message}\n`);
      end(1);
    });
    child.once('exit', (code, signal) => end(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}
