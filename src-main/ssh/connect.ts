import ssh2, { type ConnectConfig } from 'ssh2';
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

/** AES-GCM first: without native parts it is by far the fastest. */
const algorithms: Pick<ConnectConfig, 'algorithms'> = {
  algorithms: {
    cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
  },
};

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
    const cancel = () => fail(new Error('cancelled'));
    signal?.addEventListener('abort', cancel, { once: true });
    client.on('connect', () => {
      progress.connected = true;
      // Questions and answers are small; gathering them would hold up each by the other side's delayed acknowledgement, 40 ms.
      client.setNoDelay(true);
    });
    client.on('error', fail);
    client.on('close', () => fail(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' })));
    client.on('ready', () => {
      clearTimeout(deadline);
      // from now on the connection belongs to the caller, who may still need it to take things back
      signal?.removeEventListener('abort', cancel);
      resolve();
    });
    const { kind: _kind, ...secrets } = login;
    // some servers ask for the password by questions instead (RFC 4256)
    if (login.kind === 'password')
      client.on('keyboard-interactive', (_name, _text, _language, prompts, answer) =>
        answer(prompts.map(() => login.password)),
      );
    client.connect({
      host: place.address,
      port: place.port,
      username: place.user,
      ...secrets,
      tryKeyboard: login.kind === 'password',
      ...keepalive,
      ...algorithms,
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
