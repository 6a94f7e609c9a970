import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { places, unitNames } from '../../src-shared/bonctl/places.ts';
import { call } from './bench/call.ts';
import { until } from './bench/deadline.ts';
import { fakeRelease } from './bench/fake-release.ts';
import {
  ask,
  currentVersion,
  decide,
  deploy,
  entriesNow,
  manager,
  type PracticeMachine,
  practiceMachine,
  reached,
  removeMachine,
  secret,
  settingsOf,
  shippedRunbook,
  startDeployment,
  viewNow,
} from './bench/practice-machine.ts';

let machine: PracticeMachine;
beforeEach(async () => {
  machine = await practiceMachine();
});
afterEach(() => removeMachine(machine));

const schemaOnDisk = () => {
  const database = new Database(machine.place(places.service, 'data', 'printer_service.db'), { readonly: true });
  const schema = database.pragma('user_version', { simple: true });
  database.close();
  return schema;
};

test('the first deployment brings the service to life, and a confirmation ends it', async () => {
  const runId = await deploy(machine, fakeRelease('1.0.0'));
  expect(currentVersion(machine)).toBe('1.0.0');
  expect(await ask(machine, '/health')).toMatchObject({ status: 'ok', release: '1.0.0' });
  const view = viewNow(machine, runId);
  expect(view.phases.flatMap((phase) => phase.steps).map((step) => step.state)).not.toContain('waiting');
  expect(view.verdict?.good).toBe(true);
  await until('the lock to be free', async () => !(await call(machine.root, 'status', {})).lock);
  const status = await call(machine.root, 'status', {});
  expect(status).toMatchObject({ current: '1.0.0', previous: null, activeRun: null, guard: null });
  expect(status.settings).toMatchObject({ WIX_API_KEY: { secret: true }, RESTAURANT_NAME: 'Bei Rosa' });
  expect(statSync(machine.place(places.service, '.env')).mode & 0o777).toBe(0o600);
});

test('a rollback gives the earlier release back, with every order that came in meanwhile', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  await ask(machine, '/webhook/orders', { id: 'before' });
  await deploy(machine, fakeRelease('1.1.0', 2));
  expect(schemaOnDisk()).toBe(2);
  await ask(machine, '/webhook/orders', { id: 'meanwhile' });
  const { runId } = await call(machine.root, 'run.start', { kind: 'rollback', by: manager, reason: '' });
  const view = await reached(machine, runId, ['rolled-back', 'confirmed']);
  expect(view.verdict?.good).toBe(true);
  expect(currentVersion(machine)).toBe('1.0.0');
  expect(schemaOnDisk()).toBe(1);
  expect(await ask(machine, '/orders')).toEqual([{ id: 'before' }, { id: 'meanwhile' }]);
  await ask(machine, '/webhook/orders', { id: 'after' });
  expect(readFileSync(machine.place(places.service, 'paper.txt'), 'utf8')).toBe(
    'before 1.0.0\nmeanwhile 1.1.0\nafter 1.0.0\n',
  );
  // there is nothing before it
  await expect(call(machine.root, 'run.start', { kind: 'rollback', by: manager, reason: '' })).rejects.toThrow(
    'rollback.nothing-to-return-to',
  );
});

test('nobody confirms: the guard takes it back by itself', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  const runId = await startDeployment(machine, fakeRelease('1.1.0', 2), shippedRunbook({ confirmationWindow: '1s' }));
  await reached(machine, runId, ['confirming', 'rolling-back', 'rolled-back']);
  await ask(machine, '/webhook/orders', { id: 'in the window' });
  const view = await reached(machine, runId, ['rolled-back']);
  expect(view.rollbackReason).toBe('confirmation-window');
  expect(currentVersion(machine)).toBe('1.0.0');
  expect(schemaOnDisk()).toBe(1);
  expect(await ask(machine, '/health')).toMatchObject({ release: '1.0.0' });
  await expect(decide(machine, runId, { choice: 'confirm' })).rejects.toThrow('run.wrong-state');
});

test('after the confirmation nothing rolls back', async () => {
  const runId = await deploy(machine, fakeRelease('1.0.0'), shippedRunbook({ confirmationWindow: '2s' }));
  await until('the guard to be put away', () => !existsSync(machine.place(places.state, 'guard.json')));
  await expect(decide(machine, runId, { choice: 'rollback', reason: '' })).rejects.toThrow('run.wrong-state');
  expect(entriesNow(machine, runId).at(-1)).toMatchObject({ type: 'state', to: 'confirmed' });
});

test('a person rolls back in the middle, and the kitchen prints on with the earlier release', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  const runId = await startDeployment(machine, fakeRelease('1.1.0', 2));
  await until('a first step', () => entriesNow(machine, runId).some((entry) => entry.type === 'step-finished'));
  await decide(machine, runId, { choice: 'rollback', reason: 'Die Gäste kommen' });
  const view = await reached(machine, runId, ['rolled-back']);
  expect(view.rollbackReason).toBe('person');
  expect(view.decisions.at(-1)).toMatchObject({
    by: manager,
    decision: { choice: 'rollback', reason: 'Die Gäste kommen' },
  });
  expect(currentVersion(machine)).toBe('1.0.0');
  expect(await ask(machine, '/health')).toMatchObject({ release: '1.0.0' });
});

test('what a release said before it was taken back stays in the journal, without its secrets', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  const runId = await startDeployment(machine, fakeRelease('1.1.0', 2, { service: 'crashes' }));
  const log = machine.place(places.state, 'units', `${unitNames.service}.log`);
  await until('the new release to speak', () => readFileSync(log, 'utf8').includes('cannot start'));
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  await reached(machine, runId, ['rolled-back']);
  const said = entriesNow(machine, runId).filter((entry) => entry.type === 'step-output');
  const words = said.filter(({ text }) => text.includes('cannot start with'));
  expect(words.length).toBeGreaterThan(0);
  expect(new Set(words.map(({ step, text }) => `${step}: ${text}`)).size).toBe(1);
  expect(words[0]?.text).toMatch(/WIX_API_KEY=•••$/);
  expect(JSON.stringify(said)).not.toContain(secret);
});

test('a first deployment that is taken back leaves no release, no unit and no running service, but the data', async () => {
  const runId = await startDeployment(machine, fakeRelease('1.0.0', 1));
  await reached(machine, runId, ['confirming']);
  await ask(machine, '/webhook/orders', { id: 'precious' });
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  await reached(machine, runId, ['rolled-back']);
  expect(currentVersion(machine)).toBeNull();
  expect(await ask(machine, '/health')).toBeNull();
  const database = new Database(machine.place(places.service, 'data', 'printer_service.db'), { readonly: true });
  expect(database.prepare('SELECT id FROM orders').all()).toEqual([{ id: 'precious' }]);
  database.close();
  // and the next try finds its way
  await deploy(machine, fakeRelease('1.0.1', 1));
  expect(await ask(machine, '/orders')).toEqual([{ id: 'precious' }]);
});

test('the settings keep what others wrote, and a rollback gives them back to the byte', async () => {
  const file = machine.place(places.service, '.env');
  mkdirSync(machine.place(places.service), { recursive: true });
  const before = `# Rosas Küche\nWIX_API_KEY=old\nSOMETHING_ELSE="stays"\nSERVICE_PORT=${machine.port}\n`;
  writeFileSync(file, before);
  const long = [1, 2, 3, 4, 5, 6].map((age) => `.env.before-2026010${9 - age}-190200-0a1b2c`);
  for (const name of long) writeFileSync(join(dirname(file), name), '');
  const runId = await startDeployment(machine, fakeRelease('1.0.0'));
  await reached(machine, runId, ['confirming']);
  const kept = () => readdirSync(dirname(file)).filter((name) => name.startsWith('.env.before-'));
  expect(kept()).toContain(`.env.before-${runId}`);
  expect(statSync(`${file}.before-${runId}`).mode & 0o777).toBe(0o600);
  const after = readFileSync(file, 'utf8');
  expect(after).toContain('# Rosas Küche\n');
  expect(after).toContain('SOMETHING_ELSE="stays"\n');
  expect(after).toContain(`WIX_API_KEY=${settingsOf(machine).WIX_API_KEY}\n`);
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  await reached(machine, runId, ['rolled-back']);
  expect(readFileSync(file, 'utf8')).toBe(before);
  // no way back leads to them any more, and they hold passwords
  await until('the run to be put away', () => !existsSync(machine.place(places.state, 'guard.json')));
  expect(kept()).toEqual([]);
});

test('while one run goes on, a second one is refused and told who', async () => {
  await startDeployment(machine, fakeRelease('1.0.0'));
  await expect(startDeployment(machine, fakeRelease('1.1.0'))).rejects.toMatchObject({
    error: { code: 'bonctl.busy', data: { owner: 'Rosa', pc: 'Kasse' } },
  });
});
