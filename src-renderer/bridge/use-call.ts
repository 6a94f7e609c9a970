import { useCallback, useEffect, useState } from 'react';
import type { CallName, RequestOf, ResponseOf } from '../../src-shared/contract/contract.ts';
import type { BonwartError } from '../../src-shared/contract/errors.ts';
import { callAsPerson } from '../roles/sign-in.ts';
import { bridge } from './bridge.ts';

export type Loaded<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded'; readonly value: Value }
  | { readonly state: 'refused'; readonly error: BonwartError };

/** Asks once when the screen opens, again when the request changes, and on `again`. A late answer to an old request is dropped. */
export function useCall<Name extends CallName>(
  name: Name,
  request: RequestOf<Name>,
): { answer: Loaded<ResponseOf<Name>>; again: () => void } {
  const key = JSON.stringify(request);
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<Loaded<ResponseOf<Name>>>({ state: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is there to ask again
  useEffect(() => {
    let wanted = true;
    setAnswer({ state: 'loading' });
    void bridge.call(name, JSON.parse(key) as RequestOf<Name>).then((result) => {
      if (!wanted) return;
      setAnswer(result.ok ? { state: 'loaded', value: result.value } : { state: 'refused', error: result.error });
    });
    return () => {
      wanted = false;
    };
  }, [name, key, round]);
  return { answer, again: useCallback(() => setRound((before) => before + 1), []) };
}

/** Does something when asked to, and knows whether it is at it and why it failed last. If it needs a role, a PIN is asked for first. */
export function useAct<Name extends CallName>(
  name: Name,
): {
  act: (request: RequestOf<Name>) => Promise<ResponseOf<Name> | null>;
  busy: boolean;
  error: BonwartError | null;
  forget: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<BonwartError | null>(null);
  const act = useCallback(
    async (request: RequestOf<Name>) => {
      setBusy(true);
      setError(null);
      const result = await callAsPerson(bridge, name, request);
      setBusy(false);
      if (result.ok) return result.value;
      setError(result.error);
      return null;
    },
    [name],
  );
  return { act, busy, error, forget: useCallback(() => setError(null), []) };
}
