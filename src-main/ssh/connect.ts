import ssh2 from 'ssh2';
import { refuse } from '../../src-shared/contract/errors.ts';
import { checkPrivateKey, connectionFailure } from './failures.ts';
import { fingerprintOf, keyTypeOf } from './host-key.ts';
import type { RemoteHost } from './remote-host.ts';
import { createSshHost } from './ssh-host.ts';

export interface SshPlace {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** The only host key that is accepted, as a fingerprint; null accepts none. */
  readonly hostKey: string | null;
}

export type SshLogin =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'key'; readonly privateKey: string; readonly passphrase?: string | undefined };

const connectDeadlineMs = 10_000;
/** A connection is given up after three unanswered questions: fifteen seconds of silence. */
const keepalive = { keepaliveInterval: 5_000, keepaliveCountMax: 3 };

/**
 * Connects and signs in. Before anything of the login is sent, the host key must be the pinned one. Throws a refusal that
 * says which of the many things went wrong.
 */
export async function connectSsh(place: SshPlace, login: SshLogin, signal?: AbortSignal): Promise<RemoteHost> {
  if (login.kind === 'key') checkPrivateKey(login.privateKey, login.passphrase);
  const client = new ssh2.Client();
  const progress: { connected: boolean; refusedHostKey: string | null } = { connected: false, refusedHostKey: null };
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => {
      clearTimeout(deadline);
      client.destroy();
      reject(connectionFailure(place, login, progress, error));
    };
    const deadline = setTimeout(() => fail(new Error('no answer in time')), connectDeadlineMs);
    signal?.addEventListener('abort', () => fail(new Error('cancelled')), { once: true });
    client.on('connect', () => {
      progress.connected = true;
    });
    client.on('error', fail);
    client.on('close', () => fail(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' })));
    client.on('ready', () => {
      clearTimeout(deadline);
      resolve();
    });
    const { kind: _kind, ...secrets } = login;
    client.connect({
      host: place.address,
      port: place.port,
      username: place.user,
      ...secrets,
      ...keepalive,
      readyTimeout: connectDeadlineMs,
      // Answered at once: anything but `undefined` is the verdict, so a promise would accept every key.
      hostVerifier: (key: Buffer): boolean => {
        const found = fingerprintOf(key);
        if (found === place.hostKey) return true;
        progress.refusedHostKey = found;
        return false;
      },
    });
  });
  if (signal?.aborted) {
    client.destroy();
    throw refuse('pairing.cancelled', {});
  }
  return createSshHost(client, place.address);
}

/** Fetches the host key without signing in. */
export async function inspectHostKey(address: string, port: number): Promise<{ keyType: string; fingerprint: string }> {
  const client = new ssh2.Client();
  const place: SshPlace = { address, port, user: 'nobody', hostKey: null };
  const progress = { connected: false, refusedHostKey: null };
  try {
    return await new Promise((resolve, reject) => {
      const fail = (error: Error) =>
        reject(connectionFailure(place, { kind: 'password', password: '' }, progress, error));
      const deadline = setTimeout(() => fail(new Error('no answer in time')), connectDeadlineMs);
      client.on('connect', () => {
        progress.connected = true;
      });
      client.on('error', fail);
      client.on('close', () => {
        clearTimeout(deadline);
        fail(new Error('the connection was closed'));
      });
      client.connect({
        host: address,
        port,
        username: place.user,
        readyTimeout: connectDeadlineMs,
        hostVerifier: (key: Buffer): boolean => {
          resolve({ keyType: keyTypeOf(key), fingerprint: fingerprintOf(key) });
          return false;
        },
      });
    });
  } finally {
    client.destroy();
  }
}
