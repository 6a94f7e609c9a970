import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEventParser, type ServerSentEvent } from '../../../src-main/service-api/event-parser.ts';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { order, startShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
let restaurant: Restaurant;
beforeEach(async () => {
  shop = await startShop();
  restaurant = await openRestaurant(shop.url, { switches: { linesPerSecond: null } });
});
afterEach(async () => {
  await restaurant.stop();
  await shop.stop();
});

/** Listens until it is aborted; what came whole is handed over one by one. */
async function listen(
  service: RunningService,
  lastEventId: number | null,
  hear: (event: ServerSentEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const headers: Record<string, string> = lastEventId === null ? {} : { 'last-event-id': String(lastEventId) };
  const parser = createEventParser(hear, () => {});
  const decoder = new TextDecoder();
  try {
    const answer = await fetch(`${service.url}/events`, { headers, signal });
    for await (const part of answer.body ?? []) parser.push(decoder.decode(part, { stream: true }));
  } catch {
    // Aborted in the middle, as asked.
  }
}

/** A seeded generator of numbers below 1 (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const rowsOf = (sql: string) => {
  const database = new Database(`${restaurant.root}/data/printer_service.db`, { readonly: true });
  try {
    return (database.prepare(sql).all() as { id: number }[]).map(({ id }) => id);
  } finally {
    database.close();
  }
};

test('who reconnects 200 times at random moments under load, over a restart, misses nothing and hears nothing twice', async () => {
  const seed = Number(process.env.BONWART_SEED ?? Date.now() % 100_000);
  console.log(`seed of the reconnections: ${seed}`);
  const next = random(seed);
  let service = await restaurant.start();
  const heard: number[] = [0];
  let orders = 0;
  for (let round = 0; round < 200; round += 1) {
    if (round % 5 === 0 && orders < 40) {
      shop.orders.push(order());
      orders += 1;
    }
    if (round === 100) {
      expect(await service.end('SIGTERM')).toBe(0);
      service = await restaurant.start();
    }
    const end = new AbortController();
    const until = next();
    const before = heard.length;
    const hear = ({ id, type }: ServerSentEvent) => {
      expect(type).not.toBe('snapshot');
      if (type !== 'status') heard.push(Number(id));
      // At some event in the middle of a batch, or a moment later.
      if (heard.length - before > until * 12) end.abort();
    };
    const timer = setTimeout(() => end.abort(), until * 40);
    await listen(service, heard.at(-1) ?? 0, hear, end.signal);
    clearTimeout(timer);
  }
  await eventually('all printed', () => restaurant.paper().length === orders, 60_000);
  const end = new AbortController();
  const last = () => rowsOf('SELECT max(id) AS id FROM events')[0];
  await eventually('at rest', async () => (await service.status()).queue.waiting === 0);
  const listening = listen(
    service,
    heard.at(-1) ?? 0,
    ({ id, type }) => type !== 'status' && heard.push(Number(id)),
    end.signal,
  );
  await eventually('caught up', () => heard.at(-1) === last());
  end.abort();
  await listening;
  expect(heard.slice(1)).toEqual(rowsOf('SELECT id FROM events ORDER BY id'));
});

/** The first that is more than a status: those come as often as something changes. */
async function firstWord(service: RunningService, lastEventId: number): Promise<ServerSentEvent> {
  const events: ServerSentEvent[] = [];
  const end = new AbortController();
  const listening = listen(service, lastEventId, (event) => events.push(event), end.signal);
  const first = await eventually('a word', () => events.find(({ type }) => type !== 'status'));
  end.abort();
  await listening;
  expect(events[0]?.type).toBe('status');
  return first;
}

test('an id that is gone, or of another database, gets a snapshot first and then goes on', async () => {
  const service = await restaurant.start();
  shop.orders.push(order());
  await eventually('printed', async () => (await service.orders())[0]?.jobs[0]?.state === 'printed');
  const last = rowsOf('SELECT max(id) AS id FROM events')[0] ?? 0;
  const snapshot = await firstWord(service, last + 5000);
  expect(snapshot.type).toBe('snapshot');
  expect(Number(snapshot.id)).toBeGreaterThanOrEqual(last);
  expect(JSON.parse(snapshot.data)).toMatchObject({
    status: { queue: {} },
    orders: [{ jobs: [{ state: 'printed' }] }],
  });
  // Known ids get no snapshot.
  expect((await firstWord(service, last - 1)).type).not.toBe('snapshot');
  expect(await service.end('SIGTERM')).toBe(0);

  const database = new Database(`${restaurant.root}/data/printer_service.db`);
  database.prepare('DELETE FROM events WHERE id < ?').run(last);
  database.close();
  const again = await restaurant.start();
  for (const gone of [0, 1, last - 1]) expect((await firstWord(again, gone)).type, `id ${gone}`).toBe('snapshot');
});

test('a long replay reaches a slow reader whole', async () => {
  const first = await restaurant.start();
  expect(await first.end('SIGTERM')).toBe(0);
  const database = new Database(`${restaurant.root}/data/printer_service.db`);
  const insert = database.prepare("INSERT INTO events (at, kind, data) VALUES (?, 'test', ?)");
  const data = JSON.stringify({ filling: 'x'.repeat(500) });
  database.transaction(() => {
    for (let count = 0; count < 12_000; count += 1) insert.run(new Date().toISOString(), data);
  })();
  database.close();
  const service = await restaurant.start();
  const all = rowsOf('SELECT id FROM events ORDER BY id');
  const heard: number[] = [];
  const end = new AbortController();
  const hear = ({ id, type }: ServerSentEvent) => {
    if (type !== 'status') heard.push(Number(id));
  };
  const listening = listen(service, 0, hear, end.signal);
  await eventually('the last', () => heard.length >= all.length, 30_000);
  end.abort();
  await listening;
  expect(heard.slice(0, all.length)).toEqual(all);
});
