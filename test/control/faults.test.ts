import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { places } from '../../src-shared/bonctl/places.ts';
import type { JournalEntry } from '../../src-shared/bonctl/run.ts';
import type { Runbook } from '../../src-shared/runbook/schema.ts';
import { seeded, until } from './bench/deadline.ts';
import { type Behaviour, fakeRelease } from './bench/fake-release.ts';
import {
  ask,
  boot,
  currentVersion,
  decide,
  deploy,
  entriesNow,
  type PracticeMachine,
  practiceMachine,
  reached,
  removeMachine,
  shippedRunbook,
  startDeployment,
  upload,
  viewNow,
} from './bench/practice-machine.ts';
import { bonctlProcess, killBelow, processesBelow } from './bench/processes-below.ts';
import { everything, whole } from './bench/whole.ts';

vi.setConfig({ testTimeout: 180_000 });

let machine: PracticeMachine;
beforeEach(async () => {
  machine = await practiceMachine();
});
afterEach(() => removeMachine(machine));

const steps = shippedRunbook().phases.flatMap((phase) => phase.steps.map((step) => step.id));

/** The shipped runbook with one step's limit changed. */
function withLimit(step: string, timeout: number, guard: Parameters<typeof shippedRunbook>[0] = {}): Runbook {
  const runbook = shippedRunbook(guard);
  for (const phase of runbook.phases) for (const one of phase.steps) if (one.id === step) one.timeout = timeout;
  return runbook;
}

/** Waits for the journal to say that a step has begun (or anything else). */
function noted(runId: string, what: string, fits: (entry: JournalEntry) => boolean): Promise<JournalEntry> {
  return until(what, () => entriesNow(machine, runId).find(fits), 30_000);
}

const beginsStep = (step: string) => (entry: JournalEntry) =>
  entry.type === 'step-started' && entry.step === step && !entry.forUndo;

/** What must be true of the machine when a run was taken back: the known-good release serves, whole, with its own schema. */
async function expectGood(version: string, schema: number): Promise<void> {
  expect(currentVersion(machine)).toBe(version);
  expect(await ask(machine, '/health')).toMatchObject({ status: 'ok', release: version });
  const database = new Database(machine.place(places.service, 'data', 'printer_service.db'), { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.pragma('user_version', { simple: true })).toBe(schema);
  database.close();
}

/** The kill that was meant for the step before may have come so late that it hit this one too. */
function killUnlessGone(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ESRCH') throw problem;
  }
}

test('killed once at every step, the engine goes on each time and ends where it would have', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  await ask(machine, '/webhook/orders', { id: 'before' });
  const runId = await startDeployment(machine, fakeRelease('1.1.0', 2));
  for (const step of steps) {
    const begun = await noted(runId, `step ${step}`, beginsStep(step));
    const started = entriesNow(machine, runId).findLast(
      (entry) => entry.type === 'engine-started' && entry.seq < begun.seq,
    );
    if (started?.type === 'engine-started') killUnlessGone(started.pid);
  }
  await reached(machine, runId, ['confirming'], 60_000);
  const entries = entriesNow(machine, runId);
  expect(entries.filter((entry) => entry.type === 'engine-started').length).toBeGreaterThan(steps.length / 2);
  await decide(machine, runId, { choice: 'confirm' });
  await reached(machine, runId, ['confirmed']);
  await expectGood('1.1.0', 2);
  expect(await ask(machine, '/orders')).toEqual([{ id: 'before' }]);
});

const seed = Number(process.env.BONWART_SEED ?? 20261123);
whole(`killed at random instants (seed ${seed}), also while rolling back, it ends on a whole release`, async () => {
  const random = seeded(seed);
  await deploy(machine, fakeRelease('1.0.0', 1));
  for (const end of ['confirmed', 'rolled-back'] as const) {
    const runId = await startDeployment(machine, fakeRelease(`1.1.${end.length}`, 2));
    let kills = 0;
    const killer = setInterval(() => {
      const engine = random() < 0.3 && kills < 8 ? bonctlProcess(machine.root, 'engine', runId) : undefined;
      if (engine) {
        kills += 1;
        process.kill(engine.pid, 'SIGKILL');
      }
    }, 100);
    try {
      await reached(machine, runId, ['confirming'], 60_000);
      if (end === 'rolled-back') kills = 5;
      await decide(machine, runId, end === 'confirmed' ? { choice: 'confirm' } : { choice: 'rollback', reason: '' });
      await reached(machine, runId, [end], 60_000);
    } finally {
      clearInterval(killer);
    }
    await expectGood('1.1.9', 2);
  }
});

test('the plug is pulled at every step in turn: after each boot the earlier release serves again', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  await ask(machine, '/webhook/orders', { id: 'before' });
  const cuts = everything ? steps : ['migrate', 'start'];
  for (const [index, known] of cuts.entries()) {
    const runId = await startDeployment(machine, fakeRelease(`1.1.${index}`, 2));
    await noted(runId, `step ${known}`, beginsStep(known));
    killBelow(machine.root);
    expect(await ask(machine, '/health')).toBeNull();
    boot(machine, `boot-${index}`);
    const view = await reached(machine, runId, ['rolled-back'], 60_000);
    expect(view.rollbackReason, `cut at ${known}`).toBe('boot');
    await expectGood('1.0.0', 1);
  }
  expect(await ask(machine, '/orders')).toEqual([{ id: 'before' }]);
  // all these failures have not pushed out the good release, and the next deployment works
  await deploy(machine, fakeRelease('1.2.0', 2));
  await expectGood('1.2.0', 2);
});

test('the plug is pulled while it waits for the confirmation: it is taken back at boot, orders stay', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  const runId = await startDeployment(machine, fakeRelease('1.1.0', 2));
  await reached(machine, runId, ['confirming']);
  await ask(machine, '/webhook/orders', { id: 'meanwhile' });
  killBelow(machine.root);
  boot(machine, 'after-the-cut');
  const view = await reached(machine, runId, ['rolled-back'], 60_000);
  expect(view.rollbackReason).toBe('boot');
  await expectGood('1.0.0', 1);
  expect(await ask(machine, '/orders')).toEqual([{ id: 'meanwhile' }]);
});

test('a step that hangs is stopped at its limit, asks, and on silence the run is taken back', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  const runbook = withLimit('migrate', 2000, { startWindow: '6s' });
  const runId = await startDeployment(machine, fakeRelease('1.1.0', 2, { migration: 'hangs' }), runbook);
  const asking = await reached(machine, runId, ['asking']);
  expect(asking.question).toMatchObject({ step: 'migrate', kind: 'failed', recommended: 'retry' });
  expect(asking.phases.flatMap((phase) => phase.steps).find((step) => step.id === 'migrate')?.error?.code).toBe(
    'step.timeout',
  );
  // what hung is gone before anything else is done
  expect(
    processesBelow(machine.root).filter(({ command }) => command.some((part) => part.endsWith('migrate.mjs'))),
  ).toEqual([]);
  const view = await reached(machine, runId, ['rolled-back'], 60_000);
  expect(view.rollbackReason).toBe('start-window');
  await expectGood('1.0.0', 1);
});

const broken: [string, Behaviour, { step: string; code: string; interrupted: boolean }][] = [
  [
    'a migration fails',
    { migration: 'fails-live' },
    { step: 'migrate', code: 'database.migration-failed', interrupted: false },
  ],
  [
    'a migration fails in rehearsal',
    { migration: 'fails-in-rehearsal' },
    { step: 'rehearsal', code: 'database.migration-failed', interrupted: false },
  ],
  [
    'a migration cannot be taken back',
    { migration: 'down-forgets' },
    { step: 'rehearsal', code: 'database.schema-not-restored', interrupted: false },
  ],
  ['the service crashes', { service: 'crashes' }, { step: 'verify', code: 'service.unhealthy', interrupted: true }],
  [
    'the service says that it is not well',
    { service: 'unhealthy' },
    { step: 'verify', code: 'service.unhealthy', interrupted: true },
  ],
  [
    'the service takes calls and never answers',
    { service: 'silent' },
    { step: 'verify', code: 'service.unhealthy', interrupted: true },
  ],
];
test.each(everything ? broken : broken.filter((_, index) => index === 2 || index === 3))(
  '%s: the run asks, and a rollback gives the earlier release back',
  async (_, behaviour, expected) => {
    await deploy(machine, fakeRelease('1.0.0', 1));
    const service = processesBelow(machine.root).find(({ command }) =>
      command.some((part) => part.endsWith('/service.mjs')),
    );
    const last = steps.at(-1) ?? '';
    const failing = expected.step === 'verify' ? last : expected.step;
    const runId = await startDeployment(machine, fakeRelease('1.1.0', 2, behaviour), withLimit(last, 4000));
    const asking = await reached(machine, runId, ['asking'], 60_000);
    expect(asking.question?.step).toBe(failing);
    const error = asking.phases.flatMap((phase) => phase.steps).find((step) => step.id === failing)?.error;
    expect([expected.code, 'step.timeout']).toContain(error?.code);
    // an unhealthy run cannot be confirmed, whatever the person says
    await expect(decide(machine, runId, { choice: 'confirm' })).rejects.toThrow('run.wrong-state');
    await decide(machine, runId, { choice: 'rollback', reason: 'geht nicht' });
    await reached(machine, runId, ['rolled-back'], 60_000);
    await expectGood('1.0.0', 1);
    const now = processesBelow(machine.root).find(({ command }) =>
      command.some((part) => part.endsWith('/service.mjs')),
    );
    if (!expected.interrupted) expect(now?.pid, 'the service was not interrupted').toBe(service?.pid);
  },
);

whole('a service that will not stop is killed, and the switch goes on', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1, { stop: 'ignores' }));
  const runId = await startDeployment(machine, fakeRelease('1.1.0', 2));
  await reached(machine, runId, ['confirming'], 60_000);
  expect(await ask(machine, '/health')).toMatchObject({ release: '1.1.0' });
  const services = processesBelow(machine.root).filter(({ command }) =>
    command.some((part) => part.endsWith('/service.mjs')),
  );
  expect(services).toHaveLength(1);
});

test('what the store holds was changed on the disk: the release never goes live', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  const release = fakeRelease('1.1.0', 2);
  await upload(machine, release);
  const service = release.manifest.files.find((file) => file.path === 'release.json');
  writeFileSync(machine.place(places.store, service?.sha256 ?? ''), Buffer.alloc(service?.size ?? 0, 'x'));
  const runId = await startDeployment(machine, release);
  const asking = await reached(machine, runId, ['asking']);
  expect(asking.question?.step).toBe('stage');
  expect(
    viewNow(machine, runId)
      .phases.flatMap((phase) => phase.steps)
      .find((step) => step.id === 'stage')?.error?.code,
  ).toBe('release.damaged');
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  await reached(machine, runId, ['rolled-back']);
  await expectGood('1.0.0', 1);
  expect(readFileSync(machine.place(places.service, 'current', 'release.json'), 'utf8')).toContain('1.0.0');
});
