import { spawn } from 'node:child_process';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { Command } from '../../../src-shared/runbook/schema.ts';
import type { ActionContext } from '../actions/action.ts';
import { pathOn } from '../machine.ts';
import { releaseFolder } from '../releases/releases.ts';

/** Bytes of output that one command may add to the journal; the rest is counted, not kept. */
const outputLimit = 200_000;
const graceMs = 5000;

/**
 * Runs a runbook's command, a program with arguments and no shell, and passes its output on line by line. When `signal`
 * ends, the whole process group gets SIGTERM, and SIGKILL after 5 s.
 *
 * @returns the exit code, or `null` if it was killed: unknown, not success.
 */
export function runCommand(context: ActionContext, command: Command, step: string): Promise<number | null> {
  const folder = command.in ? pathOn(context.machine, command.in) : releaseFolder(context.at, context.manifest.version);
  return new Promise((resolve, reject) => {
    const child = spawn(command.program, command.arguments, {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let size = 0;
    let line = '';
    const take = (bytes: Buffer) => {
      size += bytes.length;
      if (size > outputLimit) return;
      line += bytes.toString('utf8');
      const lines = line.split('\n');
      line = lines.pop() ?? '';
      for (const whole of lines) context.say(whole);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const stop = () => {
      signalGroup(child.pid, 'SIGTERM');
      setTimeout(() => signalGroup(child.pid, 'SIGKILL'), graceMs).unref();
    };
    context.signal.addEventListener('abort', stop, { once: true });
    child.once('error', (problem) => {
      context.signal.removeEventListener('abort', stop);
      reject(refuse('step.failed', { step, output: problem.message }));
    });
    child.once('close', (code) => {
      context.signal.removeEventListener('abort', stop);
      if (line !== '') context.say(line);
      if (size > outputLimit) context.say(`… ${size - outputLimit} more bytes`);
      resolve(code);
    });
  });
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // the group has ended by itself
  }
}
