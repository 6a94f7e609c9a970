import ssh2 from 'ssh2';
import { type Refusal, refuse } from '../../src-shared/contract/errors.ts';
import type { SshLogin, SshPlace } from './connect.ts';

/** How far a connection had come when it failed. */
export interface Progress {
  readonly connected: boolean;
  readonly refusedHostKey: string | null;
}

type SshError = Error & { level?: string; code?: string };

/** What a failed attempt to connect means to a person. */
export function connectionFailure(place: SshPlace, login: SshLogin, progress: Progress, error: SshError): Refusal {
  const { address, port, user } = place;
  const more = { cause: error.message.slice(0, 300), retry: 'after-change' } as const;
  if (progress.refusedHostKey !== null)
    return refuse(
      'host-key.changed',
      { address, expected: place.hostKey ?? '', found: progress.refusedHostKey },
      { retry: 'never' },
    );
  if (error.level === 'client-authentication')
    return login.kind === 'password'
      ? refuse('login.wrong-password', { user, address }, more)
      : refuse('login.wrong-key', { user, address }, more);
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
    return refuse('connection.name-not-found', { address }, more);
  if (error.code === 'ECONNREFUSED') return refuse('connection.refused', { address, port }, more);
  if (!progress.connected) return refuse('connection.unreachable', { address, port }, more);
  if (error.code) return refuse('connection.lost', { address }, { ...more, retry: 'now' });
  return refuse('connection.not-ssh', { address, port }, more);
}

/** Throws what is wrong with a private key before it is tried: not one, or protected and not opened. */
export function checkPrivateKey(privateKey: string, passphrase: string | undefined): void {
  const parsed = ssh2.utils.parseKey(privateKey, passphrase);
  if (!(parsed instanceof Error)) {
    if (!parsed.isPrivateKey()) throw refuse('login.bad-key-file', {});
    return;
  }
  // ssh2 says so for a missing passphrase, and for a wrong one in OpenSSH's own form and in PEM.
  if (/passphrase|integrity check|bad decrypt/i.test(parsed.message)) throw refuse('login.passphrase-needed', {});
  throw refuse('login.bad-key-file', {});
}
