import { vi } from 'vitest';
import type { DatabaseClient } from '../../../src-pi/service/database/client.ts';
import { operations } from '../../../src-pi/service/database/operations.ts';
import { circuitBreaker } from '../../../src-pi/service/healing/circuit-breaker.ts';
import { createLog } from '../../../src-pi/service/life/log.ts';
import type { SearchResult, WixClient } from '../../../src-pi/service/wix/client.ts';
import { type Poller, startPoller } from '../../../src-pi/service/wix/poller.ts';
import { requestBudget } from '../../../src-pi/service/wix/request-budget.ts';
import { shopClock } from '../../../src-pi/service/wix/shop-clock.ts';
import { shopReader } from '../../../src-pi/service/wix/shop-reader.ts';
import type { Json } from '../support/shop.ts';
import { openShopFloor, restaurantWith } from '../tickets/support.ts';

/** The time in which a test with `vi.useFakeTimers` lives: timers and clocks stand still until it moves them. */
export function stopTheClock(at: string): void {
  vi.useFakeTimers({ now: new Date(at), toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
}

/** A shop without a network: what it answers, and when it was asked. */
export interface ScriptedShop {
  readonly orders: Json[];
  readonly asked: number[];
  /** Answers this instead of orders. */
  failure: SearchResult | null;
  pageSize: number;
  /** Milliseconds that the shop's clock is before ours. */
  ahead: number;
  /** Happens before a page is answered, by its number. */
  beforePage: ((page: number) => void) | null;
}

/** The real poller on a real database and in a time of its own. */
export function openPolling(settings: { leadMinutes?: number; perMinute?: number } = {}) {
  const floor = openShopFloor(restaurantWith([]));
  const shop: ScriptedShop = { orders: [], asked: [], failure: null, pageSize: 100, ahead: 0, beforePage: null };
  const client: WixClient = {
    async search(from) {
      shop.asked.push(Date.now());
      if (shop.failure) return shop.failure;
      const [since, start] = 'cursor' in from ? (JSON.parse(from.cursor) as [string, number]) : [from.updatedSince, 0];
      shop.beforePage?.(start / shop.pageSize);
      const all = shop.orders
        .filter(({ updatedDate }) => String(updatedDate) >= since)
        .sort((a, b) => String(a.updatedDate).localeCompare(String(b.updatedDate)));
      const end = start + shop.pageSize;
      const cursor = end < all.length ? JSON.stringify([since, end]) : null;
      const date = new Date(Date.now() + shop.ahead).toUTCString();
      return { kind: 'page', orders: structuredClone(all.slice(start, end)), cursor, date };
    },
    close: () => {},
  };
  const database = {
    call: async (name: keyof typeof operations, input?: unknown) =>
      (operations[name] as (connection: unknown, input: unknown) => unknown)(floor.database, input),
  } as Pick<DatabaseClient, 'call'>;
  const { leadMinutes = 100_000, perMinute = 20 } = settings;
  const clock = shopClock();
  const budget = requestBudget(perMinute);
  const breaker = circuitBreaker('wix', () => {});
  let poller: Poller | null = null;
  return {
    ...floor,
    shop,
    breaker,
    clock,
    start() {
      poller = startPoller({
        reader: shopReader({ client, database, desk: floor.desk, budget, clock, leadMinutes }),
        database,
        breaker,
        log: createLog('critical'),
        intervalMilliseconds: 5000,
        reconcileMilliseconds: 15 * 60_000,
        onState: () => {},
      });
      return poller;
    },
    /** Lets minutes pass. */
    pass: (minutes: number) => vi.advanceTimersByTimeAsync(minutes * 60_000),
    /** The orders that have a whole ticket, and how many tickets each has. */
    tickets(): Map<string, number> {
      const rows = floor.database.prepare("SELECT order_id AS id FROM jobs WHERE kind = 'full'").all() as {
        id: string;
      }[];
      const counts = new Map<string, number>();
      for (const { id } of rows) counts.set(id, (counts.get(id) ?? 0) + 1);
      return counts;
    },
    async end() {
      budget.close();
      const stopped = poller?.stop();
      await vi.advanceTimersByTimeAsync(60_000);
      await stopped;
      floor.close();
      vi.useRealTimers();
    },
  };
}
