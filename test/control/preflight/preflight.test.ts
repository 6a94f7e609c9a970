import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { places, unitNames } from '../../../src-shared/bonctl/places.ts';
import { obstacles, preflightChecks } from '../../../src-shared/bonctl/preflight.ts';
import { call } from '../bench/call.ts';
import { fakeRelease } from '../bench/fake-release.ts';
import {
  decide,
  deploy,
  freePort,
  manager,
  type PracticeMachine,
  practiceMachine,
  reached,
  removeMachine,
  settingsOf,
  shippedRunbook,
  startDeployment,
  upload,
} from '../bench/practice-machine.ts';

let machine: PracticeMachine;
/** Loopback only: nobody there, so the shop is silent. */
let nowhere: Record<string, string>;
beforeEach(async () => {
  machine = await practiceMachine();
  nowhere = { WIX_API_BASE_URL: `http://127.0.0.1:${await freePort()}` };
});
afterEach(() => removeMachine(machine));

const open = () => {
  const { WIX_API_KEY: _secret, ...settings } = settingsOf(machine);
  return { ...settings, ...nowhere };
};
const look = (release = fakeRelease('1.1.0')) =>
  call(machine.root, 'preflight', { manifest: release.manifest, settings: open() });
const reasonOf = async (check: string) => (await look()).findings.find((finding) => finding.check === check)?.reason;
const database = () => machine.place(places.service, 'data', 'printer_service.db');

/** Name, size, mode and time of all that is there, and the content of the small ones. */
function listing(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const { size, mode, mtimeMs } = statSync(path);
      const content = statSync(path).isFile() && size < 100_000 ? readFileSync(path, 'base64') : '';
      return `${name} ${mode} ${size} ${mtimeMs} ${content}`;
    });
}

test('every check says something, in its time, and nothing on the machine has changed', async () => {
  await deploy(machine, fakeRelease('1.0.0'));
  await upload(machine, fakeRelease('1.1.0'));
  const before = listing(machine.place(places.service));
  const { findings } = await look();
  expect(listing(machine.place(places.service))).toEqual(before);
  expect(findings.map(({ check }) => check).sort()).toEqual([...preflightChecks].sort());
  expect(findings.find(({ check }) => check === 'installed')).toMatchObject({
    reason: 'installed-ours',
    data: { version: '1.0.0' },
  });
  const reason = (wanted: string) => findings.find(({ check }) => check === wanted)?.reason;
  expect(['database', 'return', 'lock', 'wix', 'internet'].map(reason)).toEqual([
    'database-sound',
    'return-there',
    'lock-free',
    'wix-silent',
    'internet-missing',
  ]);
});

test('on an empty machine the first deployment has nothing to return to, and needs nothing', async () => {
  expect(await reasonOf('return')).toBe('return-first');
  expect(await reasonOf('database')).toBe('database-new');
  expect(await reasonOf('queue')).toBe('queue-untold');
});

test('a damaged database, a release that is not whole and one who is at it are each a plain no', async () => {
  await deploy(machine, fakeRelease('1.0.0'));
  const good = readFileSync(database());
  for (const leftover of ['-wal', '-shm']) rmSync(`${database()}${leftover}`, { force: true });
  writeFileSync(database(), Buffer.alloc(good.length, 'x'));
  expect(await reasonOf('database')).toBe('database-damaged');
  rmSync(machine.place(places.service, 'releases', '1.0.0', 'migrate.mjs'));
  expect(await reasonOf('return')).toBe('return-incomplete');
});

test('who changes something at the moment is named', async () => {
  const runbook = shippedRunbook({ confirmationWindow: '120s' });
  const runId = await startDeployment(machine, fakeRelease('1.0.0'), runbook);
  await reached(machine, runId, ['confirming']);
  const found = (await look()).findings.find(({ check }) => check === 'lock');
  expect(found).toMatchObject({ reason: 'lock-held', data: { name: manager.name, pc: manager.pc } });
});

test('a run that finds an obstacle stops before its first change, and names what to do', async () => {
  mkdirSync(machine.place(places.service), { recursive: true });
  mkdirSync(machine.place(places.units), { recursive: true });
  writeFileSync(machine.place(places.units, unitNames.service), '[Service]\nExecStart=/bin/of-somebody-else\n');
  const changed = () => [machine.place(places.service), machine.place(places.units)].flatMap(listing);
  const before = changed();
  const runId = await startDeployment(machine, fakeRelease('1.0.0'), shippedRunbook(), {
    ...settingsOf(machine),
    ...nowhere,
  });
  const view = await reached(machine, runId, ['asking']);
  const error = view.phases[0]?.steps[0]?.error;
  expect(error?.code === 'preflight.no-go' && obstacles(error.data.findings).map(({ reason }) => reason)).toEqual([
    'installed-foreign',
  ]);
  expect(changed()).toEqual(before);
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  await reached(machine, runId, ['rolled-back']);
  expect(changed()).toEqual(before);
});
