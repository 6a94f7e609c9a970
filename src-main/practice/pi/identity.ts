import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { makeKeyPair } from '../../ssh/key-pair.ts';

export interface HostIdentity {
  readonly privateKey: string;
  /** `SHA256:` and unpadded base64, as `ssh-keygen -lf` shows it. */
  readonly fingerprint: string;
}

/** The host key of the practice Pi: made once, kept in `directory` (0600), so that a pinned key stays right. */
export function hostIdentity(directory: string): HostIdentity {
  const file = join(directory, 'host_key');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeFileSync(file, makeKeyPair('').privateKey, { mode: 0o600, flag: 'wx' });
  const privateKey = readFileSync(file, 'utf8');
  const key = ssh2.utils.parseKey(privateKey);
  if (key instanceof Error) throw key;
  const hash = createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '');
  return { privateKey, fingerprint: `SHA256:${hash}` };
}

/** A password that lives as long as the practice runs, and nowhere on disk. */
export function freshPassword(): string {
  return randomBytes(12).toString('base64url');
}
