import { afterEach, beforeEach, expect, test } from 'vitest';
import { busyHours, ordersByHour } from '../../src-pi/service/database/busy-hours.ts';
import { printStatisticsByDay, settledOfDay, settledTimes } from '../../src-pi/service/database/statistics.ts';
import { order } from './support/shop.ts';
import { openShopFloor, restaurantWith } from './tickets/support.ts';

let floor: ReturnType<typeof openShopFloor>;
beforeEach(() => {
  floor = openShopFloor(restaurantWith([]));
});
afterEach(() => floor.close());

const statistics = (since = '2020-01-01T00:00:00.000Z') =>
  printStatisticsByDay(floor.database, { since, offsetMinutes: 0 });

/** How many columns SQLite would read from a table's rows for this question, and not from an index. */
function readsOfRows(question: string): number {
  const steps = plan(question);
  const indices = new Set(
    steps.filter(({ opcode, p4 }) => opcode === 'OpenRead' && p4?.startsWith('k(')).map(({ p1 }) => p1),
  );
  return steps.filter(({ opcode, p1 }) => opcode === 'Column' && !indices.has(p1)).length;
}

function plan(question: string): Step[] {
  const values = Array.from(question.matchAll(/\?/g), () => '2');
  return floor.database.prepare(`EXPLAIN ${question}`).all(values) as Step[];
}

interface Step {
  readonly opcode: string;
  readonly p1: number;
  readonly p4: string | null;
}

test('the figures of a day: printed, at the first try, undecided, and how long it took', () => {
  for (const number of ['1', '2', '3', '4']) floor.take(order({ number }));
  const set = floor.database.prepare(
    "UPDATE jobs SET state = @state, attempts = @attempts, created_at = '2026-11-23T23:50:00.000Z', not_before = NULL, printed_at = @printed WHERE order_number = @number",
  );
  set.run({ number: '1', state: 'printed', attempts: 1, printed: '2026-11-23T23:50:02.000Z' });
  set.run({ number: '2', state: 'sent', attempts: 3, printed: '2026-11-23T23:50:10.000Z' });
  set.run({ number: '3', state: 'unknown', attempts: 1, printed: null });
  set.run({ number: '4', state: 'cancelled', attempts: 0, printed: null });
  const { days, ...all } = statistics();
  expect(days).toHaveLength(1);
  expect(days[0]).toMatchObject({ day: '2026-11-23', printed: 2, firstTry: 1, undecided: 1, open: 0, reprints: 0 });
  expect(days[0]?.averageSeconds).toBeCloseTo(6, 2);
  expect(days[0]?.slowestSeconds).toBeCloseTo(10, 2);
  expect(all.medianSeconds).toBeCloseTo(6, 2);
  // In Berlin it was the next day already.
  const berlin = printStatisticsByDay(floor.database, { since: '2020-01-01T00:00:00.000Z', offsetMinutes: 60 });
  expect(berlin.days[0]?.day).toBe('2026-11-24');
});

test('what waits, what was cancelled and copies count as what they are, test tickets not at all, and a time may be long', () => {
  for (const number of ['1', '2', '3', '4', '5', '6']) floor.take(order({ number }));
  const set = floor.database.prepare(
    `UPDATE jobs SET state = @state, attempts = @attempts, kind = @kind, station = @station, created_at = '2026-11-23T10:00:00.000Z',
       not_before = @notBefore, printed_at = @printed WHERE order_number = @number`,
  );
  const ticket = (number: string, more: object) =>
    set.run({
      number,
      state: 'printed',
      attempts: 1,
      kind: 'full',
      station: 'kitchen',
      notBefore: null,
      printed: null,
      ...more,
    });
  ticket('1', { state: 'queued', attempts: 0 });
  ticket('2', { state: 'held', kind: 'reprint', attempts: 2 });
  ticket('3', { kind: 'reprint', printed: '2026-12-23T10:00:00.000Z' });
  ticket('4', { state: 'cancelled', printed: '2026-11-23T10:00:01.000Z' });
  ticket('5', { station: 'printer:Theke', printed: '2026-11-23T10:00:01.000Z' });
  ticket('6', { notBefore: '2026-11-23T11:00:00.000Z', printed: '2026-11-23T11:00:03.250Z', attempts: 2 });
  const { days, medianSeconds } = statistics();
  expect(days).toHaveLength(1);
  expect(days[0]).toMatchObject({ printed: 2, firstTry: 1, undecided: 1, open: 1, reprints: 2 });
  expect(days[0]?.slowestSeconds).toBe(30 * 86_400);
  expect(days[0]?.averageSeconds).toBe((30 * 86_400 + 3.25) / 2);
  expect(medianSeconds).toBe((30 * 86_400 + 3.25) / 2);
  expect(statistics('2026-11-23T10:00:00.001Z')).toEqual({
    days: [],
    medianSeconds: null,
    slowestTwentiethSeconds: null,
  });
});

test('settled tickets and busy hours are told by their indices alone, however long the histories become', () => {
  expect(readsOfRows(settledOfDay)).toBe(0);
  expect(readsOfRows(settledTimes)).toBe(0);
  expect(readsOfRows(ordersByHour)).toBe(0);
  expect(plan(ordersByHour).filter(({ opcode }) => opcode.startsWith('Sorter'))).toEqual([]);
});

test('orders are counted by the hour in which they came, those that came at no known hour are not', () => {
  for (const number of ['1', '2', '3', '4']) floor.take(order({ number }));
  const set = floor.database.prepare('UPDATE shop_orders SET seen_at = ?, state = ? WHERE number = ?');
  set.run('2026-11-23T10:00:00.000Z', 'accepted', '1');
  set.run('2026-11-23T10:59:59.999Z', 'cancelled', '2');
  set.run('2026-11-23T11:00:00.000Z', 'accepted', '3');
  set.run('2026-11-23T11:00:00.000Z', 'known-before', '4');
  const since = '2026-11-23T10:00:00.000Z';
  expect(busyHours(floor.database, { since }).hours).toEqual([
    { hour: '2026-11-23T10', orders: 2 },
    { hour: '2026-11-23T11', orders: 1 },
  ]);
  expect(busyHours(floor.database, { since: '2026-11-23T11:00:00.000Z' }).hours).toHaveLength(1);
});
