import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseVault, type SafeStorage } from '../../../src-main/vault/system-vault.ts';

const canary = 'canary-7f3a-private-key';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-vault-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A safe whose key is one byte: enough to tell whether something was encrypted and can be opened again. */
function safe(key: number, backend: string | undefined = 'gnome_libsecret', available = true): SafeStorage {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ key));
  return {
    isEncryptionAvailable: () => available,
    ...(backend ? { getSelectedStorageBackend: () => backend } : {}),
    encryptString: (text) => turn(Buffer.concat([Buffer.from('good:'), Buffer.from(text)])),
    decryptString: (encrypted) => {
      const text = turn(encrypted).toString();
      if (!text.startsWith('good:')) throw new Error('wrong key');
      return text.slice(5);
    },
  };
}

const everythingIn = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

test('a secret survives a restart, encrypted and for its owner only', async () => {
  await chooseVault(safe(7), folder).write('key-kueche', canary);
  expect(everythingIn(folder)).not.toContain(canary);
  expect(statSync(join(folder, 'key-kueche.json')).mode & 0o077).toBe(0);
  expect(await chooseVault(safe(7), folder).read('key-kueche')).toBe(canary);
  expect(await chooseVault(safe(7), folder).read('key-other')).toBeNull();
});

test.each([
  ['basic_text', safe(7, 'basic_text')],
  ['unknown', safe(7, 'unknown')],
  ['nothing available', safe(7, 'kwallet6', false)],
  [
    'a safe that throws',
    {
      ...safe(7),
      isEncryptionAvailable: () => {
        throw new Error('no bus');
      },
    },
  ],
])('with %s nothing reaches the disk', async (_what, safeStorage) => {
  const vault = chooseVault(safeStorage, folder);
  expect(vault.kind).toBe('session');
  await vault.write('key-kueche', canary);
  expect(await vault.read('key-kueche')).toBe(canary);
  expect(readdirSync(folder)).toEqual([]);
});

test('a safe that cannot open its secret any more says so and keeps it', async () => {
  await chooseVault(safe(7), folder).write('key-kueche', canary);
  await expect(chooseVault(safe(9), folder).read('key-kueche')).rejects.toThrow(/vault\.cannot-decrypt/);
  expect(await chooseVault(safe(7), folder).read('key-kueche')).toBe(canary);
});

test('encrypting that fails is refused, and nothing is written', async () => {
  const failing = {
    ...safe(7),
    encryptString: () => {
      throw new Error(`locked ${canary}`);
    },
  };
  const vault = chooseVault(failing, folder);
  await expect(vault.write('key-kueche', canary)).rejects.toThrow(/^vault\.unavailable \{\}$/);
  expect(readdirSync(folder)).toEqual([]);
});

test.each(['../escape', 'a/b', '', 'A', 'x'.repeat(81)])('%j is not a name of a secret', async (name) => {
  await expect(chooseVault(safe(7), folder).write(name, canary)).rejects.toThrow(/not a name/);
});
