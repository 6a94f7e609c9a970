import { randomUUID } from 'node:crypto';
import type { ShopOrder } from './order.ts';
import type { Search } from './search.ts';
import { BadSearch, find, orderingOf } from './search.ts';

export interface Page {
  readonly orders: ShopOrder[];
  readonly metadata: { count: number; cursors: { next?: string }; hasNext: boolean };
}

/** Cursors that are known at once; the oldest go first. */
const maximumCursors = 1000;

/**
 * Pages of searches. A cursor carries filter, sort and the last order that was seen, so that an order placed between two pages
 * moves no other over the edge. A cursor that is too old is refused.
 */
export function makePages(): (
  orders: readonly ShopOrder[],
  search: Search,
  now: number,
  lifetimeSeconds: number,
) => Page {
  const known = new Map<string, { search: Search; last: ShopOrder; made: number }>();
  return (orders, asked, now, lifetimeSeconds) => {
    const limit = asked.cursorPaging?.limit ?? 100;
    const cursor = asked.cursorPaging?.cursor;
    const from = cursor === undefined ? undefined : known.get(cursor);
    if (cursor !== undefined) {
      if (!from || now - from.made >= lifetimeSeconds * 1000) throw new BadSearch('the cursor is not valid (any more)');
      if (asked.filter || asked.sort)
        throw new BadSearch('a cursor carries filter and sort; they may not be sent with it');
    }
    const search = from?.search ?? asked;
    const ordering = orderingOf(search);
    const found = find(orders, search).filter((order) => !from || ordering(order, from.last) > 0);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const hasNext = found.length > page.length;
    let next: string | undefined;
    if (hasNext && last) {
      next = randomUUID();
      known.set(next, { search, last: structuredClone(last), made: now });
      const oldest = known.keys().next().value;
      if (known.size > maximumCursors && oldest !== undefined) known.delete(oldest);
    }
    return { orders: page, metadata: { count: page.length, cursors: next ? { next } : {}, hasNext } };
  };
}
