import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { processManager } from '../../src-pi/control/supervisor/processes.ts';
import { places, unitNames } from '../../src-shared/bonctl/places.ts';
import { bonctlProgram } from './bench/bundle.ts';
import { call } from './bench/call.ts';
import { until } from './bench/deadline.ts';
import { fakeRelease } from './bench/fake-release.ts';
import {
  ask,
  decide,
  deploy,
  entriesNow,
  journalPath,
  type PracticeMachine,
  practiceMachine,
  reached,
  removeMachine,
  secret,
  settingsOf,
  shippedRunbook,
  startDeployment,
} from './bench/practice-machine.ts';
import { bonctlProcess, processesBelow } from './bench/processes-below.ts';
import { smallRunbook } from './bench/small-runbook.ts';
import { whole } from './bench/whole.ts';

vi.setConfig({ testTimeout: 120_000 });

let machine: PracticeMachine;
beforeEach(async () => {
  machine = await practiceMachine();
});
afterEach(() => removeMachine(machine));

const question = smallRunbook([
  { id: 'stage', use: 'stage-release' },
  { id: 'sure', ask: 'Ist die Küche bereit?', timeout: '60s' },
]);

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}

test('of ten who start a program at once one keeps it, and a killed keeper leaves none behind', async () => {
  const services = processManager(machine.root, [process.execPath, bonctlProgram, '--root', machine.root]);
  const marked = `setInterval(() => {}, 1000) // ${machine.root}`;
  await services.installService(
    { program: process.execPath, arguments: ['-e', marked], folder: machine.root, watcher: '', watchEverySeconds: 300 },
    0,
  );
  const kept = () => processesBelow(machine.root).filter(({ command }) => command.includes(marked));
  await Promise.all(Array.from({ length: 10 }, () => services.startService()));
  await until('the program', () => kept().length > 0);
  const keepers = () => processesBelow(machine.root).filter(({ command }) => command.includes('keep'));
  await until('one keeper', () => keepers().length === 1);
  await until('one program', () => kept().length === 1);
  const [first] = kept();
  // One of the ten that comes late may become the keeper once the first is dead.
  await until('every keeper to be gone', async () => {
    for (const { pid } of keepers()) killIfThere(pid);
    return keepers().length === 0 && (await services.serviceState()) === 'stopped';
  });
  await services.startService();
  const second = await until('another program', () => kept().find(({ pid }) => pid !== first?.pid));
  await until('only one', () => kept().length === 1 && kept()[0]?.pid === second.pid);
  await services.stopService();
  expect(kept()).toEqual([]);
});

test('the guard is killed: it comes again and still takes back in time', async () => {
  const runId = await startDeployment(
    machine,
    fakeRelease('1.0.0'),
    { ...question, guard: { startWindow: 6000, confirmationWindow: 6000 } },
    {},
  );
  await reached(machine, runId, ['asking']);
  const guard = await until('the guard', () => bonctlProcess(machine.root, 'guard'));
  process.kill(guard.pid, 'SIGKILL');
  await until('another guard', () => {
    const again = bonctlProcess(machine.root, 'guard');
    return again && again.pid !== guard.pid;
  });
  const view = await reached(machine, runId, ['rolled-back']);
  expect(view.rollbackReason).toBe('start-window');
});

whole('an engine that is started again and again does not go in circles', async () => {
  const runId = await startDeployment(machine, fakeRelease('1.0.0'), question, {});
  await reached(machine, runId, ['asking']);
  let killed = 0;
  await until(
    'the run to end',
    () => {
      const starts = entriesNow(machine, runId).filter((entry) => entry.type === 'engine-started');
      const last = starts.at(-1);
      if (starts.length > killed && last?.type === 'engine-started' && killed < 20) {
        killed = starts.length;
        process.kill(last.pid, 'SIGKILL');
      }
      return entriesNow(machine, runId).some((entry) => entry.type === 'state' && entry.to === 'rolled-back');
    },
    90_000,
  );
  const view = await reached(machine, runId, ['rolled-back']);
  expect(view.rollbackReason).toBe('attempts');
});

whole('a journal that somebody edited is not acted upon, and the machine is not blocked for ever', async () => {
  const runId = await startDeployment(machine, fakeRelease('1.0.0'), question, {});
  await reached(machine, runId, ['asking']);
  const engine = await until('the engine', () => bonctlProcess(machine.root, 'engine', runId));
  const edited = readFileSync(journalPath(machine, runId), 'utf8').replace(
    '"window":"start"',
    '"window":"confirmation"',
  );
  writeFileSync(journalPath(machine, runId), edited);
  process.kill(engine.pid, 'SIGKILL');
  await until('the machine to be free', async () => !(await call(machine.root, 'status', {})).lock, 60_000);
  const crashes = readFileSync(machine.place(places.runs, runId, 'crashes.json'), 'utf8');
  expect(crashes).toContain('run.journal-damaged');
  expect(readFileSync(journalPath(machine, runId), 'utf8')).toBe(edited);
  await expect(decide(machine, runId, { choice: 'rollback', reason: '' })).rejects.toThrow('run.journal-damaged');
  await deploy(machine, fakeRelease('1.0.1'));
});

test('a printer that was fine before and is not after counts, one that was dead before does not', async () => {
  const printer = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => printer.listen(0, '127.0.0.1', resolve));
  const settings = { ...settingsOf(machine), PRINTER_PORT: String((printer.address() as { port: number }).port) };
  const runId = await startDeployment(machine, fakeRelease('1.0.0'), shippedRunbook(), settings);
  await until('the baseline', () => entriesNow(machine, runId).some((entry) => entry.type === 'step-finished'));
  printer.close();
  const asking = await reached(machine, runId, ['asking'], 60_000);
  expect(asking.verdict).toMatchObject({ good: false });
  expect(asking.verdict?.checks.find(({ name }) => name === 'printer')).toMatchObject({ ok: false, baseline: true });
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  await reached(machine, runId, ['rolled-back']);
  // now it is dead from the start
  const next = await startDeployment(machine, fakeRelease('1.0.1'), shippedRunbook(), settings);
  const view = await reached(machine, next, ['confirming'], 60_000);
  expect(view.verdict?.checks.find(({ name }) => name === 'printer')).toMatchObject({ ok: false, baseline: false });
});

test('a mistyped address of the printer counts: the one before answered', async () => {
  const printer = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => printer.listen(0, '127.0.0.1', resolve));
  const port = String((printer.address() as { port: number }).port);
  const first = { ...settingsOf(machine), PRINTER_PORT: port };
  const before = await startDeployment(machine, fakeRelease('1.0.0'), shippedRunbook(), first);
  await reached(machine, before, ['confirming']);
  await decide(machine, before, { choice: 'confirm' });
  await reached(machine, before, ['confirmed']);
  const runId = await startDeployment(machine, fakeRelease('1.0.1'), shippedRunbook(), { PRINTER_PORT: '1' });
  const asking = await reached(machine, runId, ['asking'], 60_000);
  expect(asking.verdict?.checks.find(({ name }) => name === 'printer')).toMatchObject({ ok: false, baseline: true });
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  await reached(machine, runId, ['rolled-back']);
  printer.close();
});

/** Every file below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A program that ends takes its lock's files along, also between our listing and our reading: what is gone holds nothing. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw problem;
  }
}

test('the secret stands in the settings file and its backup, closed to others, and nowhere else', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  const runId = await startDeployment(machine, fakeRelease('1.1.0', 2));
  const words: string[] = [];
  await until('the end of the steps', () => {
    words.push(...processesBelow(machine.root).flatMap(({ command }) => command));
    return entriesNow(machine, runId).some((entry) => entry.type === 'state' && entry.to === 'confirming');
  });
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  await reached(machine, runId, ['rolled-back']);
  await until('the run to be cleared up', () => !existsSync(machine.place(places.state, 'guard.json')));
  const holders = filesBelow(machine.root).filter((file) => contentOf(file).includes(secret));
  expect(holders.filter((file) => !/\/\.env[^/]*$/.test(file))).toEqual([]);
  expect(holders.length).toBeGreaterThan(0);
  for (const file of holders) expect(statSync(file).mode & 0o777, file).toBe(0o600);
  expect(words.filter((word) => word.includes(secret))).toEqual([]);
  expect(JSON.stringify(await call(machine.root, 'status', {}))).not.toContain(secret);
});

test('a backup holds what it says, and can be opened', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  await ask(machine, '/webhook/orders', { id: 'precious' });
  const runId = await deploy(machine, fakeRelease('1.1.0', 2));
  const folder = machine.place(places.backups, runId);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ runId, release: '1.0.0' });
  expect(manifest.files.map((file: { name: string }) => file.name)).toEqual(
    expect.arrayContaining(['printer_service.db', '.env']),
  );
  for (const file of manifest.files)
    expect(
      createHash('sha256')
        .update(readFileSync(join(folder, file.name)))
        .digest('hex'),
    ).toBe(file.sha256);
  const copy = new Database(join(folder, 'printer_service.db'), { readonly: true });
  expect(copy.prepare('SELECT id FROM orders').all()).toEqual([{ id: 'precious' }]);
  expect(copy.pragma('user_version', { simple: true })).toBe(1);
  copy.close();
});

test('un-pairing is refused while a run goes on, and then leaves only the print service', async () => {
  await deploy(machine, fakeRelease('1.0.0'));
  const runId = await startDeployment(machine, fakeRelease('1.1.0'), question, {});
  await reached(machine, runId, ['asking']);
  await expect(call(machine.root, 'unpair', { publicKey: 'ssh-ed25519 AAAAnothing' })).rejects.toThrow('bonctl.busy');
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  await reached(machine, runId, ['rolled-back']);
  await until('the machine to be free', async () => !(await call(machine.root, 'status', {})).lock);
  mkdirSync(machine.place('/etc/sudoers.d'), { recursive: true });
  writeFileSync(machine.place(places.sudoers), 'rule');
  expect(await call(machine.root, 'unpair', { publicKey: 'ssh-ed25519 AAAAnothing' })).toEqual({ left: [] });
  expect(existsSync(machine.place(places.home))).toBe(false);
  expect(existsSync(machine.place(places.sudoers))).toBe(false);
  expect(await ask(machine, '/health')).toMatchObject({ release: '1.0.0' });
  expect(existsSync(machine.place(places.units, unitNames.guard))).toBe(false);
});
