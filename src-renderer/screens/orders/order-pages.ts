import type { OrderPage } from '../../../src-shared/service/history.ts';
import type { OrderSummary } from '../../../src-shared/service/panel.ts';

/** What is there of the orders so far, the newest first. */
export interface LoadedOrders {
  readonly orders: readonly OrderSummary[];
  readonly more: boolean;
  readonly complete: boolean;
}

export const noOrders: LoadedOrders = { orders: [], more: false, complete: true };

/**
 * The first page, asked for again: new orders come in front, known ones are renewed, and what was loaded behind it stays. If so
 * much is new that the page does not reach what was there, it begins anew, so that there is never a gap.
 */
export function withFirstPage(before: LoadedOrders, page: OrderPage): LoadedOrders {
  const last = page.orders.at(-1);
  const reaches = before.orders.findIndex(({ id }) => id === last?.id);
  if (!page.more || reaches < 0) return page;
  const behind = before.orders.slice(reaches + 1);
  return {
    orders: [...page.orders, ...behind],
    more: behind.length > 0 ? before.more : page.more,
    complete: page.complete,
  };
}

/** The page behind the order `after`. A page that belongs to another list, or comes twice, is dropped. */
export function withNextPage(before: LoadedOrders, after: string | null, page: OrderPage): LoadedOrders {
  if ((before.orders.at(-1)?.id ?? null) !== after) return before;
  return { orders: [...before.orders, ...page.orders], more: page.more, complete: page.complete };
}
