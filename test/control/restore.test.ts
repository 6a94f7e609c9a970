import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { restoreRunbook } from '../../src-pi/control/restore/restore-runbook.ts';
import { parseEnvironment } from '../../src-pi/control/settings/env-file.ts';
import { places } from '../../src-shared/bonctl/places.ts';
import type { JournalEntry } from '../../src-shared/bonctl/run.ts';
import { bonctlProgram } from './bench/bundle.ts';
import { call, Refused } from './bench/call.ts';
import { until } from './bench/deadline.ts';
import { type FakeRelease, fakeRelease } from './bench/fake-release.ts';
import {
  ask,
  boot,
  currentVersion,
  decide,
  deploy,
  entriesNow,
  manager,
  type PracticeMachine,
  practiceMachine,
  reached,
  removeMachine,
  viewNow,
} from './bench/practice-machine.ts';
import { killBelow } from './bench/processes-below.ts';
import { everything } from './bench/whole.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let machine: PracticeMachine;
/** The run that made the backup with the order `before` in it. */
let backup: string;
beforeEach(async () => {
  machine = await practiceMachine();
  await deploy(machine, fakeRelease('1.0.0', 1));
  await order('before');
  backup = await deploy(machine, fakeRelease('1.1.0', 2));
});
afterEach(() => removeMachine(machine));

const steps = restoreRunbook(false).phases.flatMap((phase) => phase.steps.map((step) => step.id));
const order = (id: string) => ask(machine, '/webhook/orders', { id });
const orders = async () => ((await ask(machine, '/orders')) as { id: string }[]).map(({ id }) => id);
const paper = () => readFileSync(machine.place(places.service, 'paper.txt'), 'utf8').trim().split('\n');
const database = () => machine.place(places.service, 'data', 'printer_service.db');
const inBackup = (runId: string, ...parts: string[]) => machine.place(places.backups, runId, ...parts);
const start = async (more: object = {}) =>
  (await call(machine.root, 'run.start', { kind: 'restore', backup, by: manager, reason: '', ...more })).runId;
const proofs = (runId: string) =>
  viewNow(machine, runId)
    .phases.flatMap((phase) => phase.steps)
    .map(({ proof }) => proof?.code);

/** Restores a backup whole, and a person keeps it. */
async function restore(more: object = {}): Promise<string> {
  const runId = await start(more);
  await reached(machine, runId, ['confirming'], 60_000);
  await decide(machine, runId, { choice: 'confirm' });
  await reached(machine, runId, ['confirmed']);
  return runId;
}

/** Nothing of the restoring lies about, the database is sound, and the release is what it was. */
async function expectTidy(schema = 2): Promise<void> {
  const folder = machine.place(places.service, 'data');
  expect(readdirSync(folder).filter((name) => !/^printer_service\.db(-wal|-shm)?$/.test(name))).toEqual([]);
  const file = new Database(database(), { readonly: true });
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(file.pragma('user_version', { simple: true })).toBe(schema);
  file.close();
  expect(currentVersion(machine)).toBe('1.1.0');
  expect(await ask(machine, '/health')).toMatchObject({ status: 'ok', release: '1.1.0' });
}

test('nothing came since the backup: it is restored and says so', async () => {
  expect(await call(machine.root, 'restore.offer', { runId: backup })).toMatchObject({
    release: '1.0.0',
    proof: { proven: true, orders: 1 },
    newer: { orders: 0, notPrinted: 0 },
  });
  const runId = await restore();
  expect(await orders()).toEqual(['before']);
  expect(proofs(runId)).toEqual([
    'backup-fits',
    'service-stopped',
    'backup-proven',
    'nothing-newer',
    'backup-restored-plain',
    'service-started',
    'health-good',
  ]);
  await expectTidy();
  expect((await call(machine.root, 'run.list', {})).at(-1)).toMatchObject({ kind: 'restore', state: 'confirmed' });
});

test('what came since is written out, counted and summed, and stays known', async () => {
  await order('meanwhile');
  expect(await call(machine.root, 'restore.offer', { runId: backup })).toMatchObject({ newer: { orders: 1 } });
  const spoilt = new Database(database());
  spoilt.prepare("UPDATE orders SET accepted_by = 'nobody' WHERE id = 'before'").run();
  spoilt.close();
  const runId = await restore();
  // the backup's own row is back, the newer one is there still
  const file = new Database(database(), { readonly: true });
  expect(file.prepare('SELECT id, accepted_by AS by FROM orders ORDER BY id').all()).toEqual([
    { id: 'before', by: '1.0.0' },
    { id: 'meanwhile', by: '1.1.0' },
  ]);
  file.close();
  await order('after');
  expect(paper()).toEqual(['before 1.0.0', 'meanwhile 1.1.0', 'after 1.1.0']);
  const newer = inBackup(runId, 'newer');
  expect(statSync(newer).mode & 0o777).toBe(0o700);
  const manifest = JSON.parse(readFileSync(join(newer, 'manifest.json'), 'utf8')) as {
    backup: string;
    files: { name: string; rows: number; sha256: string }[];
  };
  expect(manifest.backup).toBe(backup);
  expect(manifest.files.map(({ name, rows }) => [name, rows])).toEqual([['orders.jsonl', 2]]);
  for (const { name, sha256 } of manifest.files) {
    expect(statSync(join(newer, name)).mode & 0o777).toBe(0o600);
    expect(
      createHash('sha256')
        .update(readFileSync(join(newer, name)))
        .digest('hex'),
    ).toBe(sha256);
  }
  const rows = readFileSync(join(newer, 'orders.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows).toEqual([
    { id: 'before', accepted_by: 'nobody' },
    { id: 'meanwhile', accepted_by: '1.1.0' },
  ]);
  expect(readFileSync(join(newer, 'summary.txt'), 'utf8')).toContain('Bestellungen / orders: 1');
  await expectTidy();
  // the way back of the release is what it was, and the restoring itself can be taken back by its safety copy
  const { previous, backups } = await call(machine.root, 'stored.list', {});
  expect(previous).toBe('1.0.0');
  expect(backups[0]).toMatchObject({ runId, release: '1.1.0', holdsOrders: true });
  backup = runId;
  await restore();
  expect(await orders()).toEqual(['after', 'before', 'meanwhile']);
});

test('nobody confirms: what was there before is back, with what came in between', async () => {
  await order('meanwhile');
  const runId = await start();
  await reached(machine, runId, ['confirming'], 60_000);
  await order('in-between');
  await decide(machine, runId, { choice: 'rollback', reason: 'falsche Sicherung' });
  await reached(machine, runId, ['rolled-back'], 60_000);
  expect(await orders()).toEqual(['before', 'in-between', 'meanwhile']);
  expect(paper()).toHaveLength(3);
  expect(proofs(runId)).toContain('backup-returned');
  await expectTidy();
});

test('killed once at every step, the engine goes on each time and ends where it would have', async () => {
  await order('meanwhile');
  const runId = await start();
  for (const step of steps) {
    const begun = await noted(runId, step);
    const started = entriesNow(machine, runId).findLast(
      (entry) => entry.type === 'engine-started' && entry.seq < begun.seq,
    );
    if (started?.type === 'engine-started') killUnlessGone(started.pid);
  }
  await reached(machine, runId, ['confirming'], 60_000);
  await decide(machine, runId, { choice: 'confirm' });
  await reached(machine, runId, ['confirmed']);
  expect(await orders()).toEqual(['before', 'meanwhile']);
  expect(readdirSync(inBackup(runId, 'newer'))).toContain('orders.jsonl');
  await expectTidy();
});

test('the plug is pulled at every step in turn: after each boot all orders are there, and nothing is printed twice', async () => {
  await order('meanwhile');
  const cuts = everything ? steps : ['export', 'restore', 'health'];
  for (const [index, known] of cuts.entries()) {
    const runId = await start();
    await noted(runId, known);
    killBelow(machine.root);
    boot(machine, `boot-${index}`);
    const view = await reached(machine, runId, ['rolled-back'], 60_000);
    expect(view.rollbackReason, `cut at ${known}`).toBe('boot');
    expect(await orders(), `cut at ${known}`).toEqual(['before', 'meanwhile']);
    await expectTidy();
  }
  expect(paper()).toEqual(['before 1.0.0', 'meanwhile 1.1.0']);
  await restore();
});

test('a backup that the card has spoiled changes nothing', async () => {
  const bytes = readFileSync(inBackup(backup, 'printer_service.db'));
  writeFileSync(inBackup(backup, 'printer_service.db'), Buffer.concat([bytes, Buffer.from('x')]));
  expect(await call(machine.root, 'restore.offer', { runId: backup })).toMatchObject({
    proof: { proven: false, file: 'printer_service.db' },
    newer: null,
  });
  const inode = statSync(database()).ino;
  const runId = await start();
  const asking = await reached(machine, runId, ['asking']);
  expect(asking.question?.step).toBe('prove');
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  await reached(machine, runId, ['rolled-back']);
  expect(statSync(database()).ino).toBe(inode);
  await expectTidy();
});

test('a backup of another schema is brought to that of the release, up and down', async () => {
  await order('meanwhile');
  // taken by 1.1.0 with schema 2; the release that is live then has schema 1
  const newest = await deploy(machine, fakeRelease('1.2.0', 2));
  const back = async () => (await call(machine.root, 'run.start', { kind: 'rollback', by: manager, reason: '' })).runId;
  await reached(machine, await back(), ['rolled-back'], 60_000);
  await reached(machine, await back(), ['rolled-back'], 60_000);
  expect(currentVersion(machine)).toBe('1.0.0');
  await order('late');
  backup = newest;
  await restore();
  expect(await orders()).toEqual(['before', 'late', 'meanwhile']);
  const file = new Database(database(), { readonly: true });
  expect(file.pragma('user_version', { simple: true })).toBe(1);
  file.close();
  // and when nobody is left who knows the way down, it says so
  for (const version of ['1.1.0', '1.2.0'])
    rmSync(machine.place(places.service, 'releases', version), { recursive: true });
  const refused = await call(machine.root, 'restore.offer', { runId: newest }).catch((problem: unknown) => problem);
  expect(refused instanceof Refused && refused.error.code).toBe('backup.too-new');
});

test('the settings of that time come back only when that is chosen, and go again with the run', async () => {
  const file = machine.place(places.service, '.env');
  const now = `${readFileSync(file, 'utf8')}RECEIPT_WIDTH=58\n`;
  writeFileSync(file, now);
  await restore();
  expect(readFileSync(file, 'utf8')).toBe(now);
  const runId = await start({ settings: true });
  await reached(machine, runId, ['confirming'], 60_000);
  expect(readFileSync(file, 'utf8')).not.toContain('RECEIPT_WIDTH=58');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  await reached(machine, runId, ['rolled-back'], 60_000);
  expect(readFileSync(file, 'utf8')).toBe(now);
});

test('who may come in from the network is decided now: a closed door stays closed, and an old token does not come back', async () => {
  const file = machine.place(places.service, '.env');
  const settings = readFileSync(file, 'utf8');
  writeFileSync(file, `${settings}SERVICE_LAN_PORT=8010\nSERVICE_TOKEN=the-token-of-last-week\nRECEIPT_WIDTH=58\n`);
  backup = await deploy(machine, fakeRelease('1.2.0', 2));
  writeFileSync(file, `${settings}SERVICE_TOKEN=the-token-of-today\n`);
  const runId = await start({ settings: true });
  await reached(machine, runId, ['confirming'], 60_000);
  const then = parseEnvironment(readFileSync(file, 'utf8'));
  expect(then).toMatchObject({ RECEIPT_WIDTH: '58', SERVICE_LAN_PORT: '', SERVICE_TOKEN: 'the-token-of-today' });
  await decide(machine, runId, { choice: 'confirm' });
  await reached(machine, runId, ['confirmed'], 60_000);
});

test('while another run goes on it is refused, and so is what is not there or not known', async () => {
  const code = (more: object) =>
    start(more).then(
      () => '',
      (problem: unknown) => (problem instanceof Refused ? problem.error.code : String(problem)),
    );
  expect(await code({ backup: '20200101-000000-aaaaaa' })).toBe('backup.unknown');
  // of before the first release: no orders in it
  const first = (await call(machine.root, 'stored.list', {})).backups.at(-1);
  expect(first?.holdsOrders).toBe(false);
  expect(await code({ backup: first?.runId })).toBe('backup.unknown');
  const runId = await start();
  expect(await code({})).toBe('bonctl.busy');
  await reached(machine, runId, ['confirming'], 60_000);
  await decide(machine, runId, { choice: 'confirm' });
  await reached(machine, runId, ['confirmed']);
  await deploy(machine, withoutRestore(fakeRelease('1.2.0', 2)));
  expect(await code({})).toBe('restore.service-too-old');
});

test('before the Pi itself: it says what it would mean, and does it only when told so', async () => {
  await order('meanwhile');
  const here = (...words: string[]) =>
    promisify(execFile)(process.execPath, [bonctlProgram, '--root', machine.root, 'restore', ...words]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  const listed = await here();
  expect(listed.code).toBe(2);
  expect(listed.stdout.split('\n').filter((line) => line.startsWith(backup))).toHaveLength(1);
  const told = await here(backup);
  expect(told.code).toBe(2);
  expect(told.stdout).toContain('Orders newer than it: 1');
  expect((await call(machine.root, 'run.list', {})).filter(({ kind }) => kind === 'restore')).toEqual([]);
  const agreement = /--(yes-\S+)/.exec(told.stdout)?.[0] ?? '';
  const done = await here(backup, agreement);
  expect(done.code).toBe(0);
  expect(done.stdout).toContain('"to":"confirmed"');
  expect(await orders()).toEqual(['before', 'meanwhile']);
  expect(existsSync(`${database()}.restored`)).toBe(false);
});

/** A release from before restoring was known. */
function withoutRestore(release: FakeRelease): FakeRelease {
  const files = release.manifest.files.filter(({ path }) => path !== 'restore.mjs');
  return { ...release, manifest: { ...release.manifest, files } };
}

/** Waits for the journal to say that a step has begun. */
function noted(runId: string, step: string): Promise<JournalEntry> {
  return until(
    `step ${step}`,
    () =>
      entriesNow(machine, runId).find(
        (entry) => entry.type === 'step-started' && entry.step === step && !entry.forUndo,
      ),
    30_000,
  );
}

/** The kill that was meant for the step before may have come so late that it hit this one too. */
function killUnlessGone(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ESRCH') throw problem;
  }
}
