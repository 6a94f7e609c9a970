import type { ServiceStatus } from '../../../src-shared/service/panel.ts';
import type { DatabaseClient } from '../database/client.ts';
import { wakeable } from '../jobs/wakeable.ts';
import type { Log } from '../life/log.ts';
import type { TicketDesk } from '../tickets/station-tickets.ts';
import type { SearchResult, WixClient } from './client.ts';
import { incomingOrder, readWixOrder } from './incoming.ts';
import { contentHash, kitchenOrder } from './order.ts';

export type WixState = ServiceStatus['wix']['state'];

export interface PollerParts {
  readonly client: WixClient;
  readonly database: DatabaseClient;
  readonly desk: TicketDesk;
  readonly log: Log;
  readonly intervalMilliseconds: number;
  /** After each look: an authenticated answer is what counts as online. */
  onState(state: WixState, detail: string): void;
}

export interface Poller {
  /** Looks at once instead of at the next turn; not while the shop asked us to wait. Resolves after that look. */
  lookNow(): Promise<void>;
  stop(): Promise<void>;
}

/** Orders that became visible late, clocks that differ, many orders with one instant: all lie within this. */
const overlapMilliseconds = 10 * 60_000;
/** On its first start the service takes the orders of the last hour, and leaves the older ones to who printed them. */
const firstLookBackMilliseconds = 60 * 60_000;
const mostPages = 1000;
const refusedPauseMilliseconds = 60_000;
const unreachablePauseMilliseconds = 1000;
const longestBackoffMilliseconds = 30_000;

/**
 * Reads the shop's orders by `updatedDate`: an order that is paid late appears with an old creation date, so only this order
 * misses none. What was read is repeated over the overlap; the content hash makes that cost nothing.
 */
export function startPoller(parts: PollerParts): Poller {
  const pause = wakeable();
  const looks: (() => void)[] = [];
  let stopping = false;
  let failures = 0;
  let notBefore = 0;
  let told: SearchResult['kind'] | null = null;

  const run = async () => {
    while (!stopping) {
      const waitMilliseconds = notBefore - performance.now();
      if (waitMilliseconds <= 0) {
        const asked = looks.splice(0);
        const delay = await look();
        for (const done of asked) done();
        if (delay.binding) notBefore = performance.now() + delay.milliseconds;
        else await pause.sleep(delay.milliseconds);
      } else await pause.sleep(waitMilliseconds);
    }
    for (const done of looks.splice(0)) done();
  };

  /** One look; answers how long to wait, and whether even an impatient person must. */
  const look = async (): Promise<{ milliseconds: number; binding: boolean }> => {
    const result = await readAll();
    if (result.kind !== told) parts.log[result.kind === 'page' ? 'info' : 'warn']({ wix: tellable(result) }, 'shop');
    told = result.kind;
    switch (result.kind) {
      case 'page':
        failures = 0;
        parts.onState('online', '');
        return { milliseconds: parts.intervalMilliseconds, binding: false };
      case 'refused':
        parts.onState('refused', result.detail);
        return { milliseconds: refusedPauseMilliseconds, binding: true };
      case 'too-many':
        parts.onState('offline', 'HTTP 429');
        return { milliseconds: jittered(result.retryAfterMilliseconds, 0.1), binding: true };
      case 'unreachable':
        parts.onState('offline', result.detail);
        return { milliseconds: jittered(unreachablePauseMilliseconds, 0.2), binding: false };
      case 'failing':
        failures += 1;
        parts.onState('offline', result.detail);
        return {
          milliseconds: jittered(Math.min(1000 * 2 ** (failures - 1), longestBackoffMilliseconds), 0.3),
          binding: false,
        };
    }
  };

  const readAll = async (): Promise<SearchResult> => {
    const { database } = parts;
    const watermark = await database.call('readWatermark');
    const since = watermark ? Date.parse(watermark) - overlapMilliseconds : Date.now() - firstLookBackMilliseconds;
    let newest = watermark ?? new Date(since).toISOString();
    let result = await parts.client.search({ updatedSince: new Date(since).toISOString() });
    for (let pages = 0; pages < mostPages && result.kind === 'page' && !stopping; pages += 1) {
      for (const raw of result.orders) newest = later(newest, raw);
      // The watermark moves only when all pages are in: one that is cut off half way is read again.
      await accept(result.orders, result.cursor === null ? newest : null);
      if (result.cursor === null) return result;
      result = await parts.client.search({ cursor: result.cursor });
    }
    return result;
  };

  const accept = async (raws: readonly unknown[], watermark: string | null): Promise<void> => {
    const reads = raws.map(readWixOrder).filter((read) => read.kind !== 'not-for-the-kitchen');
    const knowns = await parts.database.call(
      'knownOrders',
      reads.map((read) => read.id),
    );
    const byId = new Map(knowns.map((known) => [known.id, known]));
    const orders = [];
    for (const read of reads) {
      const known = byId.get(read.id);
      // Most of what the overlap repeats is known as it is; rendering it would be for nothing.
      if (read.kind === 'order' && known?.contentHash === contentHash(kitchenOrder(read.order))) continue;
      const order = incomingOrder(read, known, parts.desk);
      if (known?.contentHash !== order.contentHash) orders.push(order);
    }
    await parts.database.call('acceptOrders', { orders, watermark });
  };

  const running = run().catch((error) => {
    parts.log.fatal({ error: String(error) }, 'poller ended');
    throw error;
  });
  return {
    lookNow() {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (stopping || notBefore > performance.now()) return Promise.resolve();
      looks.push(resolve);
      pause.wake();
      return promise;
    },
    async stop() {
      stopping = true;
      pause.wake();
      parts.client.close();
      await running.catch(() => {});
    },
  };
}

/** For the log: no guest's name and address. */
function tellable(result: SearchResult): object {
  return result.kind === 'page' ? { kind: 'page' } : result;
}

function later(newest: string, raw: unknown): string {
  const updated = (raw as { updatedDate?: unknown } | null)?.updatedDate;
  const instant = typeof updated === 'string' ? Date.parse(updated) : Number.NaN;
  return instant > Date.parse(newest) ? new Date(instant).toISOString() : newest;
}

function jittered(milliseconds: number, share: number): number {
  return milliseconds * (1 + Math.random() * share);
}
