import { refuse } from '../../src-shared/contract/errors.ts';

/**
 * Lets one sign-in go on at a time: the next one ends the one before, so that somebody who lost its window is not kept out. Each has a deadline.
 *
 * `run` rejects with Refusal `mail-sign-in.replaced` or `mail-sign-in.timeout` where that ended it.
 */
export function oneAtATime() {
  let current: AbortController | null = null;
  return async <Value>(
    milliseconds: number,
    signal: AbortSignal,
    act: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value> => {
    current?.abort(refuse('mail-sign-in.replaced', {}));
    const mine = new AbortController();
    current = mine;
    const timer = setTimeout(
      () => mine.abort(refuse('mail-sign-in.timeout', { minutes: Math.ceil(milliseconds / 60_000) })),
      milliseconds,
    );
    try {
      return await act(AbortSignal.any([signal, mine.signal]));
    } finally {
      clearTimeout(timer);
      if (current === mine) current = null;
    }
  };
}
