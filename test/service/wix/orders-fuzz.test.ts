import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { incomingOrder, readWixOrder } from '../../../src-pi/service/wix/incoming.ts';
import { order } from '../support/shop.ts';
import { openShopFloor, restaurantWith } from '../tickets/support.ts';

const seed = Number(process.env.BONWART_SEED ?? Math.floor(Math.random() * 2 ** 31));
const runs = process.env.BONWART_FAULTS === 'all' ? 20_000 : 400;
const floor = openShopFloor(
  restaurantWith([
    { id: 'driver', ticket: 'driver' },
    { id: 'guest', ticket: 'customer' },
  ]),
);
afterAll(floor.close);

/** Replaces one place somewhere in a real order by something else. */
const spoiled = fc
  .record({ pick: fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }), value: fc.jsonValue({ maxDepth: 2 }) })
  .map(({ pick, value }) => {
    const whole = structuredClone(order()) as Record<string, unknown>;
    let place: Record<string, unknown> = whole;
    for (const step of pick) {
      const keys = Object.keys(place);
      const key = keys[step % keys.length];
      if (key === undefined) break;
      const inner = place[key];
      if (typeof inner === 'object' && inner !== null && step % 3 !== 0) place = inner as Record<string, unknown>;
      else {
        place[key] = value;
        break;
      }
    }
    return whole;
  });

test('whatever the shop sends, nothing breaks, and what is an order becomes visible', () => {
  console.log(`seed ${seed}: BONWART_SEED=${seed} repeats it`);
  let number = 0;
  const taken = (raw: unknown) => {
    const read = readWixOrder(raw);
    if (read.kind === 'not-for-the-kitchen') return;
    number += 1;
    floor.take(
      typeof raw === 'object' && raw !== null && !Array.isArray(raw)
        ? { ...raw, id: `fuzz-${number}` }
        : (raw as never),
    );
    const again = incomingOrder(read, undefined, { desk: floor.desk, leadMinutes: 120 });
    expect(again.tickets.length).toBeGreaterThan(0);
    expect(again.rawJson.length).toBeGreaterThan(0);
  };
  fc.assert(fc.property(fc.oneof(spoiled, fc.jsonValue()), taken), { seed, numRuns: runs });
  const states = floor.database.prepare('SELECT DISTINCT state FROM jobs ORDER BY state').pluck().all();
  expect(states.filter((state) => state !== 'queued' && state !== 'held')).toEqual([]);
  const orders = floor.database.prepare("SELECT count(*) FROM shop_orders WHERE state != 'cancelled'").pluck().get();
  const ticketed = floor.database.prepare('SELECT count(DISTINCT order_id) FROM jobs').pluck().get();
  expect(ticketed).toBe(orders);
});

test('an order of the old Wix Restaurants is held and called by its name', () => {
  floor.take({
    id: 'old-1',
    restaurantId: '8830975305376234',
    orderItems: [{ itemId: '1', price: 950, count: 1 }],
    delivery: { type: 'takeout', time: 1_600_000_000_000 },
    status: 'new',
  });
  const job = floor.database.prepare("SELECT state, reason FROM jobs WHERE order_id = 'old-1'").get();
  expect(job).toEqual({ state: 'held', reason: 'unsupported' });
});
