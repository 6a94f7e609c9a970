import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { expect, test } from 'vitest';
import { makeKeyPair } from '../../../src-main/ssh/key-pair.ts';

const broken = { privateKey: '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n' };

test('of a thousand keys each can be read back', () => {
  for (let made = 0; made < 1000; made += 1) {
    const { privateKey, publicKey } = makeKeyPair('bonwart@kasse');
    expect(ssh2.utils.parseKey(privateKey)).not.toBeInstanceOf(Error);
    expect(publicKey).toMatch(/^ssh-ed25519 \S+ bonwart@kasse$/);
  }
});

test('a key that cannot be read is not given out, and one whose halves do not belong together neither', () => {
  const [one, other] = [makeKeyPair('one'), makeKeyPair('other')];
  const offered = [{ ...one, ...broken }, { ...one, publicKey: other.publicKey }, one];
  expect(makeKeyPair('one', () => offered.shift() ?? one)).toBe(one);
  expect(() => makeKeyPair('one', () => ({ ...one, ...broken }))).toThrow(/could not be read back/);
});

test('OpenSSH reads it as well', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-key-'));
  try {
    const { privateKey, publicKey } = makeKeyPair('bonwart@kasse');
    writeFileSync(join(folder, 'key'), privateKey, { mode: 0o600 });
    const told = execFileSync('ssh-keygen', ['-y', '-f', join(folder, 'key')], { encoding: 'utf8' });
    expect(told.split(' ').slice(0, 2)).toEqual(publicKey.split(' ').slice(0, 2));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    context.skip('ssh-keygen is not installed');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
