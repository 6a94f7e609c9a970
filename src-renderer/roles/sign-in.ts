import { create } from 'zustand';
import type { Bridge } from '../../src-shared/contract/bridge.ts';
import type { CallName, Contract, RequestOf, ResponseOf } from '../../src-shared/contract/contract.ts';
import type { Result } from '../../src-shared/contract/define.ts';
import { lackingFor, type NeededRole, useSession } from './session.ts';

interface Asked {
  /** What it is asked for; null if somebody simply wants to sign in. */
  readonly needed: NeededRole | null;
  readonly answer: Promise<boolean>;
  readonly settle: (signedIn: boolean) => void;
}

/** The question for a PIN, while it is open. */
export const useSignInQuestion = create<{ readonly asked: Asked | null }>(() => ({ asked: null }));

/** Opens the question for a PIN; true once somebody has signed in who may. Asked twice it is the same question. */
export function askToSignIn(needed: NeededRole | null): Promise<boolean> {
  const open = useSignInQuestion.getState().asked;
  if (open) return open.answer;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const settle = (signedIn: boolean) => {
    useSignInQuestion.setState({ asked: null });
    resolve(signedIn);
  };
  useSignInQuestion.setState({ asked: { needed, answer: promise, settle } });
  return promise;
}

/** Asks for a PIN before something is begun that would only be refused at its end. */
export async function ensureMay(name: keyof Contract): Promise<boolean> {
  const lacking = lackingFor(name, useSession.getState());
  return lacking === null || askToSignIn(lacking);
}

/** Makes a call; if main refuses it for want of a role, asks for a PIN and goes on with what was wanted. */
export async function callAsPerson<Name extends CallName>(
  bridge: Bridge,
  name: Name,
  request: RequestOf<Name>,
): Promise<Result<ResponseOf<Name>>> {
  const result = await bridge.call(name, request);
  if (result.ok || result.error.code !== 'role.needed') return result;
  const { needs, purpose } = result.error.data;
  if (needs === 'staff') return result;
  return (await askToSignIn({ needs, purpose })) ? bridge.call(name, request) : result;
}
