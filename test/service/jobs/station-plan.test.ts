import { expect, test } from 'vitest';
import { planStations, type Readiness, withGivenUpStations } from '../../../src-pi/service/jobs/station-plan.ts';
import { stationSchema } from '../../../src-shared/service/restaurant.ts';

const station = (change: object) =>
  stationSchema.parse({ id: 'kitchen', name: 'Küche', ticket: 'kitchen', printer: 'a', ...change });
const plan = (readiness: Record<string, Readiness>, at: number, sparePrinter: string | null = 'b') =>
  planStations([station({ sparePrinter })], new Map(Object.entries(readiness)), at, 30).get('kitchen');
const able = { able: true } as const;
const since = (at: number) => ({ able: false, since: at }) as const;

test.each([
  ['its own can', { a: able, b: able }, 100, 'a'],
  ['patience is left', { a: since(71), b: able }, 100, 'a'],
  ['patience is at its end', { a: since(70), b: able }, 100, 'b'],
  ['the spare cannot either', { a: since(0), b: since(0) }, 100, 'a'],
])('%s', (_, readiness, at, printer) => {
  expect(plan(readiness, at)).toBe(printer);
});

test('without a spare it is waited for', () => {
  expect(plan({ a: since(0), b: able }, 1e6, null)).toBe('a');
});

test('what waits for a station that is gone comes out where the rest does', () => {
  const rest = station({});
  const bar = station({ id: 'bar', printer: 'b', sections: ['drinks'] });
  const all = withGivenUpStations([bar, rest], ['bar', 'grill']);
  expect(all.map(({ id, printer }) => [id, printer])).toEqual([
    ['bar', 'b'],
    ['kitchen', 'a'],
    ['grill', 'a'],
  ]);
});
