import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fingerprint } from '../../scripts/build/fingerprint.ts';
import { schemaOf, serviceMigrations } from '../../scripts/build/release-files.ts';
import { archiveEnd, archiveEntries, readFromArchive } from '../../scripts/build/tar.ts';

const files = [
  { path: 'runtime/node', mode: 0o755, content: Buffer.from('a program') },
  { path: `deep/${'folder/'.repeat(20)}end`, mode: 0o644, content: Buffer.alloc(513, 7) },
  { path: 'bin/empty', mode: 0o644, content: Buffer.alloc(0) },
];

test('tar reads the archive that the build writes, with its modes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-tar-'));
  try {
    writeFileSync(join(folder, 'a.tar'), Buffer.concat([archiveEntries(files), archiveEnd]));
    expect(spawnSync('tar', ['-xf', 'a.tar'], { cwd: folder, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
    for (const { path, mode, content } of files) {
      expect(readFileSync(join(folder, path)).equals(content)).toBe(true);
      expect(statSync(join(folder, path)).mode & 0o777).toBe(mode);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the order of the files does not change the archive', () => {
  expect(archiveEntries([...files].reverse()).equals(archiveEntries(files))).toBe(true);
});

test('a file is found in an archive by its whole path, and a cut archive is refused', () => {
  const archive = Buffer.concat([archiveEntries(files), archiveEnd]);
  for (const { path, content } of files) expect(readFromArchive(archive, path).equals(content)).toBe(true);
  expect(() => readFromArchive(archive, 'node')).toThrow('not in the archive');
  expect(() => readFromArchive(archive.subarray(0, 1100), 'runtime/node')).toThrow();
});

test('a fingerprint follows content and names, not times', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-fingerprint-'));
  try {
    writeFileSync(join(folder, 'a'), 'one');
    const first = fingerprint([folder]);
    writeFileSync(join(folder, 'a'), 'one');
    expect(fingerprint([folder])).toBe(first);
    writeFileSync(join(folder, 'a'), 'two');
    expect(fingerprint([folder])).not.toBe(first);
    expect(fingerprint([join(folder, 'absent')])).not.toBe(fingerprint([folder]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('every migration of the service has a way up and a way down', () => {
  const migrations = serviceMigrations();
  for (let number = 1; number <= schemaOf(migrations); number += 1) {
    const names = migrations
      .filter((each) => each.number === number)
      .map(({ file }) => file.replace(/.*\.(up|down)\.sql$/, '$1'));
    expect(names.sort(), `migration ${number}`).toEqual(['down', 'up']);
  }
});
