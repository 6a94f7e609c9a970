import { readdirSync, readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { openCall } from './bench/call.ts';
import { until } from './bench/deadline.ts';
import { type PracticeMachine, practiceMachine, removeMachine } from './bench/practice-machine.ts';

let machine: PracticeMachine | null = null;
afterEach(() => {
  if (machine) removeMachine(machine);
});

/** How patient each thread of a process is (proc(5): the 19th field of stat). */
function patience(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).map((thread) => {
    const text = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[16]);
  });
}

test.runIf(process.platform === 'linux')('while it takes a release in, all others go first', async () => {
  machine = await practiceMachine();
  const body = new PassThrough();
  const { process: child, answer } = openCall(machine.root, 'store.receive', {}, { body });
  await until('every thread to step aside', async () => patience(child.pid ?? 0).every((nice) => nice === 10));
  body.end();
  expect(await answer).toEqual({ stored: 0 });
});
