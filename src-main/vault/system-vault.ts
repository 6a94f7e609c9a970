import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { refuse } from '../../src-shared/contract/errors.ts';
import { createSessionVault, type Vault } from './vault.ts';

/** The part of Electron's `safeStorage` that is used. `getSelectedStorageBackend` is there on Linux only. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
}

const storedSchema = z.strictObject({ format: z.literal(1), backend: z.string(), value: z.string() });

/**
 * The vault of the system if it has one, else the one of this session. Electron's `basic_text` encrypts with a password
 * that is the same on every computer and counts as none.
 */
export function chooseVault(safeStorage: SafeStorage, folder: string): Vault {
  const backend = backendOf(safeStorage);
  return backend === null ? createSessionVault() : createSystemVault(safeStorage, folder, backend);
}

function backendOf(safeStorage: SafeStorage): string | null {
  try {
    if (!safeStorage.isEncryptionAvailable()) return null;
    const backend = safeStorage.getSelectedStorageBackend?.() ?? 'system';
    return backend === 'basic_text' || backend === 'unknown' ? null : backend;
  } catch {
    return null;
  }
}

/** One file a secret, readable by its owner only. What cannot be opened is left where it is: asked again, never deleted. */
function createSystemVault(safeStorage: SafeStorage, folder: string, backend: string): Vault {
  const fileOf = (name: string) => {
    if (!/^[a-z0-9-]{1,80}$/.test(name)) throw new Error(`${JSON.stringify(name)} is not a name of a secret`);
    return join(folder, `${name}.json`);
  };
  return {
    kind: 'system',
    write: async (name, secret) => {
      let value: string;
      try {
        value = safeStorage.encryptString(secret).toString('base64');
      } catch {
        throw refuse('vault.unavailable', {});
      }
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeDurably(fileOf(name), JSON.stringify({ format: 1, backend, value }));
    },
    read: async (name) => {
      const text = await readFile(fileOf(name), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw refuse('vault.cannot-decrypt', { name }, { cause: error.message });
      });
      if (text === null) return null;
      try {
        return safeStorage.decryptString(Buffer.from(storedSchema.parse(JSON.parse(text)).value, 'base64'));
      } catch {
        throw refuse('vault.cannot-decrypt', { name });
      }
    },
    remove: async (name) => {
      await rm(fileOf(name), { force: true });
    },
  };
}

/** Written beside, synced, and moved over: a power cut leaves the old secret or the new one. */
async function writeDurably(file: string, text: string): Promise<void> {
  const beside = `${file}.new`;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}
