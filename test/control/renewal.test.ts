import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { places } from '../../src-shared/bonctl/places.ts';
import { call, Refused } from './bench/call.ts';
import { type FakeRelease, fakeRelease } from './bench/fake-release.ts';
import {
  decide,
  type PracticeMachine,
  practiceMachine,
  reached,
  removeMachine,
  startDeployment,
  upload,
} from './bench/practice-machine.ts';

let machine: PracticeMachine;
beforeEach(async () => {
  machine = await practiceMachine();
});
afterEach(() => removeMachine(machine));

/** A bonctl of which there is nothing but the program that says its version. */
function newBonctl(version: string, says = version): FakeRelease {
  const bytes = Buffer.from(`#!/bin/sh\necho ${says}\n`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const files = [{ path: 'bin/bonctl', sha256, size: bytes.length, mode: 0o755 as const }];
  const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';
  return {
    manifest: { format: 1, name: 'bonctl', version, architecture, schema: 0, files },
    contents: new Map([[sha256, bytes]]),
  };
}

const current = () => {
  const link = machine.place(places.home, 'current');
  return existsSync(link) ? readlinkSync(link) : null;
};
const kept = () => readdirSync(machine.place(places.home, 'releases')).sort();
async function renew(bonctl: FakeRelease): Promise<string> {
  await upload(machine, bonctl);
  return (await call(machine.root, 'bonctl.renew', { manifest: bonctl.manifest })).version;
}
const refusal = (answer: Promise<unknown>) =>
  answer.then(
    () => null,
    (problem: unknown) => (problem instanceof Refused ? problem.error.code : problem),
  );

test('a newer bonctl takes its place in one step; the one before stays, older ones go', async () => {
  expect(await renew(newBonctl('9.0.0'))).toBe('9.0.0');
  expect(current()).toBe('releases/9.0.0');
  await renew(newBonctl('9.1.0'));
  await renew(newBonctl('9.2.0'));
  expect([current(), kept()]).toEqual(['releases/9.2.0', ['9.1.0', '9.2.0']]);
});

test('the same, or an older one of another PC, changes nothing', async () => {
  expect(await renew(newBonctl('0.0.1-test'))).toBe('0.0.1-test');
  expect(await renew(newBonctl('0.0.0'))).toBe('0.0.1-test');
  expect(current()).toBeNull();
});

test('one that does not start, says another version, was spoiled in the store or is no bonctl never takes its place', async () => {
  expect(await refusal(renew(newBonctl('9.0.0', '9.0.1')))).toBe('bonctl.not-renewed');
  expect(await refusal(renew(newBonctl('9.0.0', '9.0.0; exit 3')))).toBe('bonctl.not-renewed');
  expect(await refusal(renew(fakeRelease('9.0.0')))).toBe('bonctl.not-renewed');
  const spoiled = newBonctl('9.0.0');
  await upload(machine, spoiled);
  const [sha256 = ''] = spoiled.contents.keys();
  writeFileSync(join(machine.place(places.store), sha256), '#!/bin/sh\necho 9.0.0 \n');
  expect(await refusal(call(machine.root, 'bonctl.renew', { manifest: spoiled.manifest }))).toMatch(/^release\./);
  expect(current()).toBeNull();
});

test('while a run goes on bonctl stays what it is', async () => {
  const runId = await startDeployment(machine, fakeRelease('1.0.0', 1));
  await reached(machine, runId, ['confirming']);
  expect(await refusal(renew(newBonctl('9.0.0')))).toBe('bonctl.busy');
  expect(current()).toBeNull();
  await decide(machine, runId, { choice: 'confirm' });
  await reached(machine, runId, ['confirmed']);
  expect(await renew(newBonctl('9.0.0'))).toBe('9.0.0');
});
