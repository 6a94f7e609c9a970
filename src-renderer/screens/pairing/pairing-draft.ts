import { create } from 'zustand';
import type { RequestOf, ResponseOf } from '../../../src-shared/contract/contract.ts';
import type { BonwartError } from '../../../src-shared/contract/errors.ts';

export type PairingQuestion = 'find' | 'fingerprint' | 'login' | 'name';
export const pairingQuestions: readonly PairingQuestion[] = ['find', 'fingerprint', 'login', 'name'];

/** What has been answered so far. It outlives the closing of the wizard, except for what is secret. */
export interface PairingDraft {
  readonly question: PairingQuestion | 'progress';
  readonly address: string;
  readonly port: number;
  readonly hostKey: ResponseOf<'pairing.inspect'> | null;
  readonly user: string;
  readonly loginKind: 'password' | 'key';
  readonly password: string;
  readonly keyFile: { readonly name: string; readonly text: string } | null;
  readonly passphrase: string;
  readonly sudoPassword: string;
  /** The target asked for a password of its own for administration. */
  readonly asksSudoPassword: boolean;
  readonly name: string;
}

const fresh: PairingDraft = {
  question: 'find',
  address: '',
  port: 22,
  hostKey: null,
  user: 'pi',
  loginKind: 'password',
  password: '',
  keyFile: null,
  passphrase: '',
  sudoPassword: '',
  asksSudoPassword: false,
  name: '',
};
const withoutSecrets = { password: '', keyFile: null, passphrase: '', sudoPassword: '' } as const;

export const usePairingDraft = create<PairingDraft>(() => fresh);

export function answer(change: Partial<PairingDraft>): void {
  usePairingDraft.setState(change);
}

/** Forgets the secrets and keeps the rest for the next opening. */
export function leaveDraft(): void {
  usePairingDraft.setState((draft) => ({
    ...withoutSecrets,
    question: draft.question === 'progress' ? 'find' : draft.question,
  }));
}

export function forgetDraft(): void {
  usePairingDraft.setState(fresh);
}

/** The request for the pairing, or null while an answer is missing. */
export function pairingRequest(draft: PairingDraft): RequestOf<'pairing.pair'> | null {
  if (!draft.hostKey || !draft.address || !draft.user || !draft.name.trim()) return null;
  const login =
    draft.loginKind === 'password'
      ? ({ kind: 'password', password: draft.password } as const)
      : ({
          kind: 'key',
          privateKey: draft.keyFile?.text ?? '',
          ...(draft.passphrase ? { passphrase: draft.passphrase } : {}),
        } as const);
  if (login.kind === 'password' ? !login.password : !login.privateKey) return null;
  return {
    address: draft.address,
    port: draft.port,
    user: draft.user,
    login,
    acceptedFingerprint: draft.hostKey.fingerprint,
    name: draft.name.trim(),
    ...(draft.sudoPassword ? { sudoPassword: draft.sudoPassword } : {}),
  };
}

/** The question whose answer an error calls into doubt; `null` if none does and only trying again helps. */
export function questionToChange(code: BonwartError['code']): PairingQuestion | null {
  if (code.startsWith('login.') || code.startsWith('pairing.sudo') || code === 'pairing.no-sudo') return 'login';
  if (code.startsWith('host-key.')) return 'fingerprint';
  if (code.startsWith('connection.') || code === 'pairing.32-bit' || code === 'pairing.not-linux') return 'find';
  return null;
}

/** `SHA256:abcd efgh …`: groups of four that two people can read to each other. */
export function inGroups(fingerprint: string): readonly string[] {
  const [, hash = fingerprint] = /^SHA256:(.+)$/.exec(fingerprint) ?? [];
  return hash.match(/.{1,4}/g) ?? [];
}

/** Host and port of what was typed: `kasse.local`, `192.168.1.20:2222`, `[fe80::1]:22`. */
export function addressOf(typed: string): { address: string; port: number } | null {
  const text = typed.trim();
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? (/^[0-9a-f:%.a-z]+$/i.test(text) && text.includes('::') ? text : undefined);
  if (!address || !/^[A-Za-z0-9._:%-]+$/.test(address)) return null;
  const number = port ? Number(port) : 22;
  return number >= 1 && number <= 65535 ? { address, port: number } : null;
}
