import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { Command } from '../../../src-shared/runbook/schema.ts';
import type { ActionContext } from '../actions/action.ts';
import { runFile } from '../journal/run-folder.ts';
import { type Machine, pathOn } from '../machine.ts';
import { releaseFolder } from '../releases/releases.ts';
import { isAlive, rememberedProcess, rememberProcess } from '../supervisor/process-identity.ts';

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
    if (child.pid !== undefined) rememberProcess(commandFile(context.machine, context.runId), child.pid);
    let size = 0;
    let line = '';
    const take = (text: string) => {
      size += Buffer.byteLength(text);
      if (size > outputLimit) return;
      line += text;
      const lines = line.split('\n');
      line = lines.pop() ?? '';
      for (const whole of lines) context.say(whole);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
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

function commandFile(machine: Machine, runId: string): string {
  return runFile(machine, runId, 'command.json');
}

/** Ends a command that a killed engine left behind, with all that it started, before anybody asks what it has done. */
export async function endLeftoverCommand(machine: Machine, runId: string): Promise<void> {
  const pid = rememberedProcess(commandFile(machine, runId));
  if (pid === null) return;
  signalGroup(pid, 'SIGKILL');
  const giveUp = performance.now() + graceMs;
  while (isAlive(pid) && performance.now() < giveUp) await wait(10);
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // the group has ended by itself
  }
}
