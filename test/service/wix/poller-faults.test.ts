import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Json, order } from '../support/shop.ts';
import { openPolling, stopTheClock } from './support.ts';

let polling: ReturnType<typeof openPolling>;
beforeEach(() => {
  stopTheClock('2026-11-23T18:00:00.000Z');
  polling = openPolling();
});
afterEach(() => polling.end());

const at = (minutes: number, milliseconds = 0) => new Date(Date.now() + minutes * 60_000 + milliseconds).toISOString();
const place = (change: Json = {}) => {
  const placed = order({ createdDate: at(0), updatedDate: at(0), ...change });
  polling.shop.orders.push(placed);
  return String(placed.id);
};
const once = (ids: readonly string[]) => new Map([...ids].sort().map((id) => [id, 1]));
const printed = () => new Map([...polling.tickets()].sort());

test('an order that is approved late, with an old date of creation, is printed', async () => {
  polling.start();
  await polling.pass(1);
  const late = place({ createdDate: at(-180) });
  await polling.pass(1);
  expect(printed()).toEqual(once([late]));
});

test('150 orders with one timestamp are all printed once', async () => {
  polling.shop.pageSize = 100;
  const updatedDate = at(-2);
  const ids = Array.from({ length: 150 }, () => place({ updatedDate }));
  polling.start();
  await polling.pass(5);
  expect(printed()).toEqual(once(ids));
});

test('an order that comes in at the border of two pages is not missed and not doubled', async () => {
  polling.shop.pageSize = 10;
  const ids = Array.from({ length: 35 }, (_, index) => place({ updatedDate: at(-5, index) }));
  polling.shop.beforePage = (page) => {
    if (page === 2) ids.push(place({ updatedDate: at(-5, -1) }));
    if (page === 2) ids.push(place({ updatedDate: at(0) }));
  };
  polling.start();
  await polling.pass(1);
  polling.shop.beforePage = null;
  await polling.pass(2);
  expect(printed()).toEqual(once(ids));
});

test('20 minutes of 500 lose nothing, are asked rarely, and end at once when the shop is back', async () => {
  const before = place();
  polling.start();
  await polling.pass(1);
  polling.shop.failure = { kind: 'failing', detail: 'HTTP 500' };
  const ids = [before];
  const asked = polling.shop.asked.length;
  for (let minute = 0; minute < 20; minute += 1) {
    ids.push(place());
    await polling.pass(1);
  }
  expect(polling.breaker.status()).toMatchObject({ state: 'open' });
  expect(polling.shop.asked.length - asked).toBeLessThan(80);
  polling.shop.failure = null;
  await polling.pass(1);
  expect(polling.breaker.status()).toMatchObject({ state: 'closed', failures: 0 });
  expect(printed()).toEqual(once(ids));
});

test.each([-24 * 60, 24 * 60])(
  'a clock that is %i minutes wrong misses nothing and prints nothing twice',
  async (wrong) => {
    polling.shop.ahead = -wrong * 60_000;
    const theirs = (minutes: number) => at(minutes - wrong);
    const ids = [place({ updatedDate: theirs(-30), createdDate: theirs(-30) })];
    // The orders of a day ago were somebody else's.
    place({ updatedDate: theirs(-20 * 60), createdDate: theirs(-20 * 60) });
    polling.start();
    await polling.pass(1);
    ids.push(place({ updatedDate: theirs(0), createdDate: theirs(0) }));
    await polling.pass(40);
    expect(printed()).toEqual(once(ids));
    expect(Math.abs(polling.clock.now().getTime() - Date.now() - polling.shop.ahead)).toBeLessThan(2000);
  },
);

test('fields that nobody knows do no harm, and orders that cannot be read are kept', async () => {
  const fine = place({ brandNewField: { deep: [1, { more: null }] }, lineItems: [{ quantity: 1, soon: true }] });
  const odd = place({ status: 'TELEPORTED' });
  polling.start();
  await polling.pass(1);
  expect(printed()).toEqual(once([fine, odd]));
  expect(polling.jobs().map(({ what }) => what)).toEqual(['kitchen full 0 queued', 'kitchen full 0 held']);
});

test('an order that was lost from the database is found again within a quarter of an hour', async () => {
  const ids = [place(), place()];
  polling.start();
  await polling.pass(1);
  polling.database.pragma('foreign_keys = OFF');
  for (const table of ['jobs', 'shop_orders'])
    polling.database.prepare(`DELETE FROM ${table} WHERE ${table === 'jobs' ? 'order_id' : 'id'} = ?`).run(ids[0]);
  polling.database.prepare('DELETE FROM orders WHERE id = ?').run(ids[0]);
  polling.database.pragma('foreign_keys = ON');
  // Out of the overlap, so that only the reconciliation can find it.
  polling.shop.orders.push(order({ updatedDate: at(12), createdDate: at(12) }));
  await polling.pass(16);
  expect(polling.tickets().get(ids[0] ?? '')).toBe(1);
  expect(polling.tickets().get(ids[1] ?? '')).toBe(1);
});

test('nothing is asked more often than the budget allows, whoever wants it', async () => {
  polling.shop.pageSize = 1;
  const ids = Array.from({ length: 90 }, () => place());
  const poller = polling.start();
  for (let minute = 0; minute < 30; minute += 1) {
    for (let word = 0; word < 10; word += 1) void poller.lookNow();
    await polling.pass(1);
  }
  const { asked } = polling.shop;
  const inTheWorstMinute = Math.max(
    ...asked.map((one) => asked.filter((two) => two >= one && two < one + 60_000).length),
  );
  // A full bucket and its refill within one minute; over time it is 20.
  expect(inTheWorstMinute).toBeLessThanOrEqual(40);
  expect(asked.length).toBeLessThanOrEqual(20 + 30 * 20);
  expect(printed()).toEqual(once(ids));
});

test('a shop that refuses the key is asked once a minute and complained about once', async () => {
  polling.shop.failure = { kind: 'refused', detail: 'HTTP 403' };
  const poller = polling.start();
  for (let minute = 0; minute < 10; minute += 1) {
    await polling.pass(1);
    await poller.lookNow();
  }
  expect(polling.shop.asked.length).toBeLessThanOrEqual(11);
  const kinds = polling.database.prepare('SELECT kind FROM events').pluck().all();
  expect(kinds).toEqual(['shop-refused']);
});

test('idle looks write nothing', async () => {
  place();
  polling.start();
  await polling.pass(1);
  const before = polling.database.prepare('SELECT total_changes() AS changes').get();
  const data = polling.database.pragma('data_version');
  await polling.pass(60);
  expect(polling.shop.asked.length).toBeGreaterThan(600);
  expect(polling.database.prepare('SELECT total_changes() AS changes').get()).toEqual(before);
  expect(polling.database.pragma('data_version')).toEqual(data);
});

test('after the database was made anew, the day is not printed again by itself', async () => {
  polling.database.prepare('INSERT INTO meta VALUES (?, ?)').run('rebuilt-at', at(-1));
  const old = place({ updatedDate: at(-300), createdDate: at(-300) });
  const fresh = place();
  polling.start();
  await polling.pass(1);
  const jobs = polling.database.prepare('SELECT order_id AS id, state, reason FROM jobs ORDER BY id').all();
  expect(jobs).toEqual([
    { id: old, state: 'held', reason: 'maybe-printed' },
    { id: fresh, state: 'queued', reason: '' },
  ]);
});
