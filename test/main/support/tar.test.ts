import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packSupport } from '../../../src-main/support/gather.ts';
import { tarOf } from '../../../src-main/support/tar.ts';

test('the system’s own tar unpacks the package, byte by byte, for its owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-tar-'));
  try {
    const files = [
      { name: 'README.txt', text: 'Küche\n' },
      { name: 'journals/20261123-100000-abcdef.jsonl', text: `${'x'.repeat(511)}\n` },
      { name: 'empty.json', text: '' },
    ];
    const archive = join(folder, 'package.tar.gz');
    writeFileSync(archive, packSupport('bonwart', files, Date.parse('2026-11-23T10:00:00Z')));
    execFileSync('tar', ['-xzf', archive, '-C', folder]);
    for (const { name, text } of files) {
      expect(readFileSync(join(folder, 'bonwart', name), 'utf8')).toBe(text);
      expect(statSync(join(folder, 'bonwart', name)).mode & 0o777).toBe(0o600);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a name that an archive cannot hold is refused', () => {
  for (const name of ['', 'a b', 'ä', 'x'.repeat(101)])
    expect(() => tarOf([{ name, bytes: Buffer.alloc(0) }], 0)).toThrow(/cannot hold/);
});
