import { afterEach, beforeEach, expect, test } from 'vitest';
import { nextJob } from '../../../src-pi/service/database/attempts.ts';
import { moveLeadTime } from '../../../src-pi/service/database/lead-time.ts';
import { queueFacts } from '../../../src-pi/service/database/panel-queries.ts';
import { type Json, order } from '../support/shop.ts';
import { openShopFloor, restaurantWith } from '../tickets/support.ts';

let floor: ReturnType<typeof openShopFloor>;
beforeEach(() => {
  floor = openShopFloor(restaurantWith([]));
});
afterEach(() => floor.close());

const due = (from: string): Json => ({
  shippingInfo: { logistics: { deliveryTimeSlot: { from }, pickupDetails: {} } },
});
const nextAt = (at: string) => {
  const job = nextJob(floor.database, { stations: ['kitchen'], at });
  return job && floor.database.prepare('SELECT order_number FROM jobs WHERE id = ?').pluck().get(job.id);
};

test('an order for later is printed two hours before it is due, and what is due first goes first', () => {
  const late = order({ number: '1', ...due('2026-11-24T18:00:00Z') });
  const early = order({ number: '2', ...due('2026-11-24T17:30:00Z') });
  floor.take(late);
  floor.take(early);
  expect(nextAt('2026-11-24T15:29:59.999Z')).toBeNull();
  expect(nextAt('2026-11-24T15:30:00.000Z')).toBe('2');
  expect(nextAt('2026-11-24T16:00:00.000Z')).toBe('2');
  floor.take(order({ number: '3', shippingInfo: null }));
  expect(nextAt('2026-11-24T15:00:00.000Z')).toBe('3');
});

test('in the night in which the hour from two to three comes twice, each order has its own time', () => {
  floor.take(order({ number: 'first', ...due('2026-10-25T02:30:00+02:00') }));
  floor.take(order({ number: 'second', ...due('2026-10-25T02:30:00+01:00') }));
  expect(nextAt('2026-10-24T22:29:59.000Z')).toBeNull();
  expect(nextAt('2026-10-24T22:30:00.000Z')).toBe('first');
  floor.database.prepare("UPDATE jobs SET state = 'cancelled' WHERE order_number = 'first'").run();
  expect(nextAt('2026-10-24T23:29:59.000Z')).toBeNull();
  expect(nextAt('2026-10-24T23:30:00.000Z')).toBe('second');
});

test('another lead moves what waits, once, and what is in the future is not counted as waiting', () => {
  const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString();
  floor.take(order({ number: '1', ...due(tomorrow) }));
  expect(queueFacts(floor.database).queue).toMatchObject({ waiting: 0, scheduled: 1, oldestAt: null });
  expect(moveLeadTime(floor.database, 120)).toBe(0);
  expect(moveLeadTime(floor.database, 25 * 60)).toBe(1);
  expect(moveLeadTime(floor.database, 25 * 60)).toBe(0);
  expect(nextAt(new Date().toISOString())).toBe('1');
  expect(queueFacts(floor.database).queue).toMatchObject({ waiting: 1, scheduled: 0 });
});

test('an order for later that is changed gets other bytes and another time, and no slip', () => {
  const first = order({ number: '1', ...due('2026-11-24T18:00:00Z') });
  floor.take(first);
  floor.take({ ...first, ...due('2026-11-24T20:00:00Z'), buyerNote: 'doch später' });
  expect(floor.jobs().map(({ what }) => what)).toEqual(['kitchen full 0 queued']);
  expect(floor.jobs()[0]?.text).toContain('doch später');
  expect(nextAt('2026-11-24T17:59:59.000Z')).toBeNull();
  expect(nextAt('2026-11-24T18:00:00.000Z')).toBe('1');
  floor.take({ ...first, status: 'CANCELED' });
  expect(floor.jobs().map(({ what }) => what)).toEqual(['kitchen full 0 cancelled']);
});
