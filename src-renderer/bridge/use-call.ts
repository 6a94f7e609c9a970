import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallName, RequestOf, ResponseOf } from '../../src-shared/contract/contract.ts';
import type { BonwartError } from '../../src-shared/contract/errors.ts';
import { callAsPerson } from '../roles/sign-in.ts';
import { bridge } from './bridge.ts';

export type Loaded<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded'; readonly value: Value }
  | { readonly state: 'refused'; readonly error: BonwartError };

/**
 * Asks once when the screen opens, again when the request changes, and on `again`. A late answer to an old request is dropped. `renew`
 * asks again after the answer that is awaited: for what keeps coming, so that no answer is dropped for the next.
 */
export function useCall<Name extends CallName>(
  name: Name,
  request: RequestOf<Name>,
): { answer: Loaded<ResponseOf<Name>>; again: () => void; renew: () => void } {
  const key = JSON.stringify(request);
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<Loaded<ResponseOf<Name>>>({ state: 'loading' });
  const waiting = useRef({ going: false, isDue: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is there to ask again
  useEffect(() => {
    let wanted = true;
    setAnswer({ state: 'loading' });
    waiting.current = { going: true, isDue: false };
    void bridge.call(name, JSON.parse(key) as RequestOf<Name>).then((result) => {
      if (!wanted) return;
      setAnswer(result.ok ? { state: 'loaded', value: result.value } : { state: 'refused', error: result.error });
      const { isDue } = waiting.current;
      waiting.current = { going: false, isDue: false };
      if (isDue) setRound((before) => before + 1);
    });
    return () => {
      wanted = false;
    };
  }, [name, key, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const renew = useCallback(() => {
    if (waiting.current.going) waiting.current.isDue = true;
    else again();
  }, [again]);
  return { answer, again, renew };
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
