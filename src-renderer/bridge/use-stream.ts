import { useCallback, useEffect, useState } from 'react';
import type { EventOf, RequestOf, StreamName } from '../../src-shared/contract/contract.ts';
import type { BonwartError } from '../../src-shared/contract/errors.ts';
import { bridge } from './bridge.ts';

interface Stream<State> {
  readonly state: State;
  readonly error: BonwartError | null;
  readonly ended: boolean;
  readonly again: () => void;
}

/**
 * Holds a stream open while the screen is there, folding its events into a state. `null` as request opens nothing.
 * `fold` must be a pure function outside the component.
 */
export function useStream<Name extends StreamName, State>(
  name: Name,
  request: RequestOf<Name> | null,
  first: State,
  fold: (state: State, event: EventOf<Name>) => State,
): Stream<State> {
  const key = request === null ? null : JSON.stringify(request);
  const [round, setRound] = useState(0);
  const [now, setNow] = useState<Omit<Stream<State>, 'again'>>({ state: first, error: null, ended: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` opens again; `first` and `fold` never change
  useEffect(() => {
    if (key === null) return;
    setNow({ state: first, error: null, ended: false });
    return bridge.open(name, JSON.parse(key) as RequestOf<Name>, {
      onEvent: (event) => setNow((before) => ({ ...before, state: fold(before.state, event) })),
      onEnd: (error) => setNow((before) => ({ ...before, error, ended: true })),
    });
  }, [name, key, round]);
  return { ...now, again: useCallback(() => setRound((before) => before + 1), []) };
}
