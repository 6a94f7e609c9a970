import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeOldBackups } from '../../src-pi/control/backups/backups.ts';
import { places } from '../../src-shared/bonctl/places.ts';
import { call, Refused } from './bench/call.ts';
import { fakeRelease } from './bench/fake-release.ts';
import { ask, deploy, type PracticeMachine, practiceMachine, removeMachine } from './bench/practice-machine.ts';

let machine: PracticeMachine;
beforeEach(async () => {
  machine = await practiceMachine();
});
afterEach(() => removeMachine(machine));

const folder = (runId = '') => machine.place(places.backups, runId);
const list = () => call(machine.root, 'stored.list', {});
const prove = (runId: string) => call(machine.root, 'stored.prove', { runId });

test('what a machine keeps is listed, newest first, and a backup is proven by restoring it', async () => {
  const first = await deploy(machine, fakeRelease('1.0.0', 1));
  await ask(machine, '/webhook/orders', { id: 'one' });
  const second = await deploy(machine, fakeRelease('1.1.0', 2));
  const stored = await list();
  expect(stored).toMatchObject({
    current: '1.1.0',
    previous: '1.0.0',
    releases: [
      { version: '1.1.0', confirmed: true },
      { version: '1.0.0', confirmed: true },
    ],
    backups: [
      { runId: second, release: '1.0.0', oldService: false },
      { runId: first, release: null, sizeBytes: 0 },
    ],
  });
  const before = readdirSync(machine.place(places.state)).sort();
  expect(await prove(second)).toMatchObject({ proven: true, files: 2 });
  expect(await prove(first)).toEqual({ proven: true, orders: null, files: 0 });
  expect(readdirSync(machine.place(places.state)).sort()).toEqual(before);
});

test('a backup that the card has spoiled is named, whatever of it is spoiled; one that is gone is refused', async () => {
  await deploy(machine, fakeRelease('1.0.0', 1));
  const runId = await deploy(machine, fakeRelease('1.1.0', 1));
  for (const name of readdirSync(folder(runId)).filter((one) => one !== 'manifest.json')) {
    const path = join(folder(runId), name);
    const good = readFileSync(path);
    const bad = Buffer.from(good);
    bad[bad.length - 1] = (bad[bad.length - 1] ?? 0) ^ 1;
    writeFileSync(path, bad);
    expect(await prove(runId)).toEqual({ proven: false, file: name });
    writeFileSync(path, good);
  }
  expect(await prove(runId)).toMatchObject({ proven: true });
  const refused = await prove('20200101-000000-aaaaaa').catch((problem: unknown) => problem);
  expect(refused instanceof Refused && refused.error.code).toBe('backup.unknown');
});

test('ten backups are kept, those to go back to, and every one of the older service; what is not ours is left alone', () => {
  const name = (day: number) => `202611${String(day).padStart(2, '0')}-120000-aaaaaa`;
  for (let day = 1; day <= 14; day += 1) {
    mkdirSync(folder(name(day)), { recursive: true });
    const manifest = { format: 1, runId: name(day), at: '2026-11-01T12:00:00.000Z', release: null, files: [] };
    writeFileSync(join(folder(name(day)), 'manifest.json'), JSON.stringify(manifest));
  }
  mkdirSync(folder(`${name(2)}-old-service`));
  mkdirSync(folder('from-somebody-else'));
  removeOldBackups({ root: machine.root } as never, new Set([name(4)]));
  const left = [1, 2, 3, 4, 5, 14].filter((day) => existsSync(folder(name(day))));
  expect(left).toEqual([2, 4, 5, 14]);
  expect(existsSync(folder('from-somebody-else'))).toBe(true);
});
