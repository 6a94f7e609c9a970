import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Machine } from '../../src-pi/control/machine.ts';
import {
  currentVersion,
  installedReleases,
  type ReleasePlace,
  rememberConfirmed,
  removeOldReleases,
  switchTo,
} from '../../src-pi/control/releases/releases.ts';
import { stageRelease } from '../../src-pi/control/releases/stage.ts';
import { contentFile } from '../../src-pi/control/store/store.ts';
import { places } from '../../src-shared/bonctl/places.ts';
import { type FakeRelease, fakeRelease } from './bench/fake-release.ts';

let at: ReleasePlace;
beforeEach(() => {
  at = { machine: { root: mkdtempSync(join(tmpdir(), 'bonwart-releases-')) } as Machine, place: places.service };
});
afterEach(() => rmSync(at.machine.root, { recursive: true }));

const folder = (...parts: string[]) => join(at.machine.root, places.service, ...parts);

function fillStore(release: FakeRelease): void {
  mkdirSync(join(at.machine.root, places.store), { recursive: true });
  for (const [sha256, content] of release.contents) writeFileSync(contentFile(at.machine, sha256), content);
}

async function stage(version: string, schema = 1): Promise<FakeRelease> {
  const release = fakeRelease(version, schema);
  fillStore(release);
  await stageRelease(at, release.manifest);
  return release;
}

test('a release is put together from the store and shares its bytes with it', async () => {
  const release = await stage('1.0.0');
  const program = release.manifest.files.find((file) => file.path === 'node');
  const staged = lstatSync(folder('releases', '1.0.0', 'node'));
  expect(staged.mode & 0o777).toBe(0o755);
  expect(staged.ino).toBe(lstatSync(contentFile(at.machine, program?.sha256 ?? '')).ino);
  expect(currentVersion(at)).toBeNull();
});

test('a release that lacks a content does not appear, not even in part', async () => {
  const release = fakeRelease('1.0.0');
  fillStore(release);
  rmSync(contentFile(at.machine, release.manifest.files[2]?.sha256 ?? ''));
  await expect(stageRelease(at, release.manifest)).rejects.toThrow('release.incomplete');
  expect(existsSync(folder('releases', '1.0.0'))).toBe(false);
});

test('a file of a release that was changed afterwards is found', async () => {
  const release = await stage('1.0.0');
  writeFileSync(folder('releases', '1.0.0', 'service.mjs'), 'something else');
  await expect(stageRelease(at, release.manifest)).rejects.toThrow('release.damaged');
});

test('a staging that a power cut left in part is begun anew', async () => {
  mkdirSync(folder('releases', '1.0.0.partial'), { recursive: true });
  writeFileSync(folder('releases', '1.0.0.partial', 'node'), 'half');
  await stage('1.0.0');
  expect(readFileSync(folder('releases', '1.0.0', 'node'), 'utf8')).toContain('exec');
  expect(readdirSync(folder('releases'))).toEqual(['1.0.0']);
});

test('the switch is one rename: whoever looks sees the old release or the new one, never none', async () => {
  await stage('1.0.0');
  await stage('1.1.0');
  switchTo(at, '1.0.0');
  let looking = true;
  const seen = new Set<string>();
  const look = (async () => {
    while (looking) {
      seen.add(readlinkSync(folder('current')));
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  for (let round = 0; round < 100; round += 1) {
    switchTo(at, round % 2 === 0 ? '1.1.0' : '1.0.0');
    await new Promise((resolve) => setImmediate(resolve));
  }
  looking = false;
  await look;
  expect([...seen].sort()).toEqual(['releases/1.0.0', 'releases/1.1.0']);
  expect(readdirSync(folder()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(() => switchTo(at, '9.9.9')).toThrow('release.unknown');
  expect(currentVersion(at)).toBe('1.0.0');
});

test('a broken link left by somebody does not lead the switch astray', async () => {
  await stage('1.0.0');
  // the classic trap: a link to a folder, into which a second link would be made
  mkdirSync(folder('releases', '0.9.0'), { recursive: true });
  switchTo(at, '1.0.0');
  switchTo(at, '1.0.0');
  expect(readdirSync(folder('releases', '1.0.0')).includes('current')).toBe(false);
  expect(readlinkSync(folder('current'))).toBe('releases/1.0.0');
});

test('kept are the current, the previous and the last three confirmed; failures push out none of them', async () => {
  for (const version of ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0']) {
    await stage(version);
    switchTo(at, version);
    rememberConfirmed(at, version);
  }
  removeOldReleases(at, '1.3.0');
  const versions = () =>
    installedReleases(at)
      .map(({ version }) => version)
      .sort();
  expect(versions()).toEqual(['1.2.0', '1.3.0', '1.4.0']);
  for (let failure = 0; failure < 20; failure += 1) {
    await stage(`2.0.${failure}`);
    switchTo(at, `2.0.${failure}`);
    switchTo(at, '1.4.0');
    removeOldReleases(at, '1.4.0');
  }
  expect(versions()).toEqual(['1.2.0', '1.3.0', '1.4.0']);
  expect(currentVersion(at)).toBe('1.4.0');
});
