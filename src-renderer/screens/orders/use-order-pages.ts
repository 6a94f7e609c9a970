import { useCallback, useEffect, useRef, useState } from 'react';
import type { BonwartError } from '../../../src-shared/contract/errors.ts';
import { bridge } from '../../bridge/bridge.ts';
import { type LoadedOrders, noOrders, withFirstPage, withNextPage } from './order-pages.ts';

const pageSize = 50;

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
 * changes whenever the service has said something: then the first page is asked for again.
 */
export function useOrderPages(targetId: string, search: string, word: string | undefined): OrderPages {
  const [loaded, setLoaded] = useState<LoadedOrders>(noOrders);
  const [state, setState] = useState<OrderPages['state']>('loading');
  const [error, setError] = useState<BonwartError | null>(null);
  const [round, setRound] = useState(0);
  const asked = useRef(0);
  const shownSearch = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` and `word` are why it asks again
  useEffect(() => {
    const isNew = shownSearch.current !== search;
    if (isNew) setState('loading');
    asked.current += 1;
    const mine = asked.current;
    void bridge.call('orders.page', { targetId, search, limit: pageSize }).then((result) => {
      if (mine !== asked.current) return;
      setState('loaded');
      setError(result.ok ? null : result.error);
      if (!result.ok) return;
      shownSearch.current = search;
      setLoaded((before) => withFirstPage(isNew ? noOrders : before, result.value));
    });
  }, [targetId, search, round, word]);

  const last = loaded.orders.at(-1)?.id ?? null;
  const next = useCallback(async () => {
    const mine = asked.current;
    const result = await bridge.call('orders.page', { targetId, search, after: last, limit: pageSize });
    if (shownSearch.current !== search && mine !== asked.current) return;
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
