import type { DatabaseClient } from '../database/client.ts';
import { firstLookKey, rebuiltAtKey } from '../database/meta-keys.ts';
import type { TicketDesk } from '../tickets/station-tickets.ts';
import type { SearchResult, WixClient } from './client.ts';
import { incomingOrder, readWixOrder } from './incoming.ts';
import { contentHash, kitchenOrder } from './order.ts';
import type { RequestBudget } from './request-budget.ts';
import type { ShopClock } from './shop-clock.ts';

/** Reads the shop's orders into the database. Both looks answer how the shop answered last, and reject for no answer of it. */
export interface ShopReader {
  /** What is new or changed since the watermark; after an outage that is a backlog. */
  readNew(afterOutage: boolean): Promise<SearchResult>;
  /** All of the last day once more: finds what the watermark has missed, and costs nothing where it missed nothing. */
  reconcile(): Promise<SearchResult>;
}

export interface ShopReaderParts {
  readonly client: WixClient;
  readonly database: Pick<DatabaseClient, 'call'>;
  readonly desk: TicketDesk;
  readonly budget: RequestBudget;
  readonly clock: ShopClock;
  /** Minutes before an order is due that its tickets are printed. */
  readonly leadMinutes: number;
}

/** Orders that became visible late, clocks that differ, many orders with one instant: all lie within this. */
const overlapMilliseconds = 10 * 60_000;
/** On its first start the service takes the orders of the last hour, and leaves the older ones to who printed them. */
const firstLookBackMilliseconds = 60 * 60_000;
const reconciledMilliseconds = 24 * 60 * 60_000;
const mostPages = 1000;

/**
 * Reads by `updatedDate`: an order that is paid late appears with an old creation date, so only this order misses none. What was
 * read is repeated over the overlap; the content hash makes that cost nothing.
 */
export function shopReader(parts: ShopReaderParts): ShopReader {
  const { client, database, budget, clock } = parts;

  const ask = async (from: Parameters<WixClient['search']>[0]): Promise<SearchResult & { clockMoved?: boolean }> => {
    if (!(await budget.take())) return { kind: 'unreachable', detail: 'the service is stopping' };
    const result = await client.search(from);
    if (result.kind === 'unreachable') {
      budget.giveBack();
      return result;
    }
    return { ...result, clockMoved: clock.heard(result.date) };
  };

  /** From an instant on to the last page. The watermark moves only then: a look that is cut off half way is repeated. */
  const readPages = async (
    first: SearchResult,
    watermark: string | null,
    afterOutage = false,
  ): Promise<SearchResult> => {
    let result = first;
    let newest = watermark;
    for (let pages = 0; pages < mostPages && result.kind === 'page'; pages += 1) {
      for (const raw of result.orders) newest = newest === null ? null : later(newest, raw);
      await accept(result.orders, result.cursor === null ? newest : null, afterOutage);
      if (result.cursor === null) return result;
      result = await ask({ cursor: result.cursor });
    }
    return result;
  };

  const ago = (milliseconds: number) => new Date(clock.now().getTime() - milliseconds).toISOString();

  const readFirst = async (): Promise<SearchResult> => {
    const back = (await database.call('readMeta', rebuiltAtKey)) ? reconciledMilliseconds : firstLookBackMilliseconds;
    let since = ago(back);
    let result = await ask({ updatedSince: since });
    if (result.clockMoved) {
      since = ago(back);
      result = await ask({ updatedSince: since });
    }
    if (result.kind !== 'page') return result;
    await database.call('writeMeta', { key: firstLookKey, value: since });
    return readPages(result, since);
  };

  const accept = async (raws: readonly unknown[], watermark: string | null, afterOutage: boolean): Promise<void> => {
    const reads = raws.map(readWixOrder).filter((read) => read.kind !== 'not-for-the-kitchen');
    const knowns = await database.call(
      'knownOrders',
      reads.map((read) => read.id),
    );
    const byId = new Map(knowns.map((known) => [known.id, known]));
    const orders = [];
    for (const read of reads) {
      const known = byId.get(read.id);
      // Most of what the overlap repeats is known as it is; rendering it would be for nothing.
      if (read.kind === 'order' && known?.contentHash === contentHash(kitchenOrder(read.order))) continue;
      const order = incomingOrder(read, known, parts);
      if (known?.contentHash !== order.contentHash) orders.push(order);
    }
    const backlogAt = afterOutage ? clock.now().toISOString() : null;
    await database.call('acceptOrders', { orders, watermark, backlogAt });
  };

  return {
    async readNew(afterOutage) {
      const watermark = await database.call('readWatermark');
      if (watermark === null) return readFirst();
      const since = new Date(Date.parse(watermark) - overlapMilliseconds).toISOString();
      return readPages(await ask({ updatedSince: since }), watermark, afterOutage);
    },
    async reconcile() {
      const firstLook = await database.call('readMeta', firstLookKey);
      const watermark = await database.call('readWatermark');
      if (watermark === null) return readFirst();
      if (firstLook === null) {
        // A database of a release that did not note it yet: what is older than its watermark is not touched.
        await database.call('writeMeta', { key: firstLookKey, value: watermark });
        return readPages(await ask({ updatedSince: watermark }), null);
      }
      const day = ago(reconciledMilliseconds);
      return readPages(await ask({ updatedSince: day > firstLook ? day : firstLook }), null);
    },
  };
}

function later(newest: string, raw: unknown): string {
  const updated = (raw as { updatedDate?: unknown } | null)?.updatedDate;
  const instant = typeof updated === 'string' ? Date.parse(updated) : Number.NaN;
  return instant > Date.parse(newest) ? new Date(instant).toISOString() : newest;
}
