import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newRunId } from '../../src-pi/control/journal/run-folder.ts';
import { places } from '../../src-shared/bonctl/places.ts';
import { call } from './bench/call.ts';
import { until } from './bench/deadline.ts';
import { fakeRelease } from './bench/fake-release.ts';
import {
  decide,
  deploy,
  entriesNow,
  type PracticeMachine,
  practiceMachine,
  reached,
  removeMachine,
  shippedRunbook,
  startDeployment,
} from './bench/practice-machine.ts';
import { bonctlProcess } from './bench/processes-below.ts';
import { whole } from './bench/whole.ts';

vi.setConfig({ testTimeout: 240_000 });

let machine: PracticeMachine;
beforeEach(async () => {
  machine = await practiceMachine();
});
afterEach(() => removeMachine(machine));

test('an engine that is killed whenever it starts ends by itself, and says that a person is needed', async () => {
  await deploy(machine, fakeRelease('1.0.0'));
  const runId = await startDeployment(machine, fakeRelease('1.1.0'));
  await reached(machine, runId, ['confirming']);
  // something on this machine kills every engine, as a memory that is too small would
  const killer = setInterval(() => {
    const engine = bonctlProcess(machine.root, 'engine', runId);
    const state = entriesNow(machine, runId).findLast((entry) => entry.type === 'engine-started');
    if (!engine || state?.type !== 'engine-started' || state.pid !== engine.pid) return;
    try {
      process.kill(engine.pid, 'SIGKILL');
    } catch {
      // It has ended by itself between the look and the kill.
    }
  }, 20);
  try {
    const view = await until(
      'the end',
      () => entriesNow(machine, runId).findLast((entry) => entry.type === 'state' && entry.to === 'needs-person'),
      200_000,
    );
    expect(view).toMatchObject({ event: 'given-up', reason: 'attempts' });
  } finally {
    clearInterval(killer);
  }
  const starts = entriesNow(machine, runId).filter((entry) => entry.type === 'engine-started').length;
  expect(starts).toBeLessThanOrEqual(40);
  // the machine is free, and tells what became of the run
  await until('a free machine', async () => (await call(machine.root, 'status', {})).activeRun === null);
  expect((await call(machine.root, 'run.list', {})).at(-1)).toMatchObject({ runId, state: 'needs-person' });
});

whole('an engine that hangs after the verdict is ended by the guard, and another one takes the run back', async () => {
  await deploy(machine, fakeRelease('1.0.0'));
  const runbook = shippedRunbook({ confirmationWindow: '2s' });
  const runId = await startDeployment(machine, fakeRelease('1.1.0'), runbook);
  await reached(machine, runId, ['confirming']);
  const engine = bonctlProcess(machine.root, 'engine', runId);
  process.kill(engine?.pid ?? 0, 'SIGSTOP');
  const view = await reached(machine, runId, ['rolled-back'], 90_000);
  expect(view.rollbackReason).toBe('confirmation-window');
});

test('a run that starts after the clock was set back is still the newest', async () => {
  const ids: string[] = [];
  for (const now of ['2036-11-23T19:00:00Z', '2026-11-23T19:00:00Z', '2016-11-23T19:00:00Z', '2036-11-23T19:00:01Z'])
    ids.push(newRunId(new Date(now), ids));
  expect(ids.toSorted()).toEqual(ids);
});

test('a release that serves is not taken apart for another one of the same number', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  const before = readFileSync(machine.place(places.service, 'current', 'manifest.json'));
  const runId = await startDeployment(machine, fakeRelease('1.0.0', 2));
  const asking = await reached(machine, runId, ['asking']);
  expect(asking.question?.step).toBe('stage');
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  await reached(machine, runId, ['rolled-back']);
  expect(readFileSync(machine.place(places.service, 'current', 'manifest.json'))).toEqual(before);
});

test('a second PC watches and decides nothing; the one that holds the run does', async () => {
  const runId = await startDeployment(machine, fakeRelease('1.0.0'));
  await reached(machine, runId, ['confirming']);
  const by = { name: 'Mehmet', pc: 'Büro' };
  for (const decision of [{ choice: 'confirm' }, { choice: 'rollback', reason: '' }] as const)
    await expect(call(machine.root, 'run.decide', { runId, decision, by })).rejects.toMatchObject({
      error: { code: 'bonctl.busy', data: { owner: 'Rosa', pc: 'Kasse', runId } },
    });
  expect((await call(machine.root, 'status', {})).lock).toMatchObject({ by: { name: 'Rosa', pc: 'Kasse' }, runId });
  await decide(machine, runId, { choice: 'confirm' });
  await reached(machine, runId, ['confirmed']);
});
