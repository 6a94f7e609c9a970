import { useCallback, useEffect, useRef, useState } from 'react';
import type { BonwartError } from '../../../src-shared/contract/errors.ts';
import { bridge } from '../../bridge/bridge.ts';
import { oneAtATime } from '../../bridge/one-at-a-time.ts';
import { useChange } from '../../bridge/use-change.ts';
import { type LoadedOrders, noOrders, withFirstPage, withNextPage } from './order-pages.ts';

const pageSize = 50;
/** Milliseconds after which an index that had not taken up all orders is asked again; the Pi works on it while it is asked. */
const indexPauseMs = 500;

export interface OrderPages extends LoadedOrders {
  readonly state: 'loading' | 'loaded';
  readonly error: BonwartError | null;
  /** Asks for the first page again; what was loaded behind it stays. */
  readonly again: () => void;
  /** Asks for the page behind the last order that is there. */
  readonly next: () => void;
}

/**
 * The orders that a search finds, or all, page by page. A new search begins anew; a late answer to an old one is dropped. `word`
 * changes whenever the service has said something: then the first page is asked for again, after the answer that is awaited. A search that
 * could not look through all orders is repeated until it could.
 */
export function useOrderPages(targetId: string, search: string, word: string | undefined): OrderPages {
  const [loaded, setLoaded] = useState<LoadedOrders>(noOrders);
  const [state, setState] = useState<OrderPages['state']>('loading');
  const [error, setError] = useState<BonwartError | null>(null);
  const [round, setRound] = useState(0);
  const shownSearch = useRef<string | null>(null);
  const askFirst = useRef<() => void>(() => {});

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is why it asks again, without waiting for an answer
  useEffect(() => {
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    if (shownSearch.current !== search) setState('loading');
    const ask = oneAtATime(async () => {
      clearTimeout(timer);
      const result = await bridge.call('orders.page', { targetId, search, limit: pageSize });
      if (!isWanted) return;
      setState('loaded');
      setError(result.ok ? null : result.error);
      if (!result.ok) return;
      const isNew = shownSearch.current !== search;
      shownSearch.current = search;
      setLoaded((before) => withFirstPage(isNew ? noOrders : before, result.value));
      if (!result.value.complete) timer = setTimeout(ask, indexPauseMs);
    });
    askFirst.current = ask;
    ask();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [targetId, search, round]);

  useChange(word, () => askFirst.current());

  const last = loaded.orders.at(-1)?.id ?? null;
  const next = useCallback(async () => {
    const result = await bridge.call('orders.page', { targetId, search, after: last, limit: pageSize });
    if (shownSearch.current !== search) return;
    if (result.ok) setLoaded((before) => withNextPage(before, last, result.value));
    else setError(result.error);
  }, [targetId, search, last]);

  return {
    ...loaded,
    state,
    error,
    again: useCallback(() => setRound((before) => before + 1), []),
    next: () => void next(),
  };
}
