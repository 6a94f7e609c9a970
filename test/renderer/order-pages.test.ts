import { expect, test } from 'vitest';
import { axisEnd, sumOf, withEmptyDays } from '../../src-renderer/screens/orders/figures.ts';
import { noOrders, withFirstPage, withNextPage } from '../../src-renderer/screens/orders/order-pages.ts';
import type { OrderSummary } from '../../src-shared/service/panel.ts';

const order = (id: number, customer = ''): OrderSummary => ({
  id: String(id),
  number: String(id),
  customer,
  fulfilment: 'pickup',
  dueAt: null,
  seenAt: '2026-11-23T17:00:00.000Z',
  itemCount: 1,
  cancelled: false,
  jobs: [],
});
const down = (from: number, to: number, customer = '') =>
  Array.from({ length: from - to + 1 }, (_, index) => order(from - index, customer));
const page = (orders: OrderSummary[], more: boolean) => ({ orders, more, complete: true });
const ids = (loaded: { orders: readonly OrderSummary[] }) => loaded.orders.map(({ id }) => Number(id));
const range = (from: number, to: number) => down(from, to).map(({ id }) => Number(id));

test('older pages stay when the first is asked for again, new orders come in front and known ones are renewed', () => {
  const two = withNextPage(withFirstPage(noOrders, page(down(20, 11), true)), '11', page(down(10, 1), false));
  expect(ids(two)).toEqual(range(20, 1));
  const renewed = withFirstPage(two, page(down(22, 13, 'new'), true));
  expect(ids(renewed)).toEqual(range(22, 1));
  expect(renewed.more).toBe(false);
  expect(renewed.orders.find(({ id }) => id === '15')?.customer).toBe('new');
});

test('after so much that is new that there would be a gap, the list begins anew', () => {
  const two = withNextPage(withFirstPage(noOrders, page(down(20, 11), true)), '11', page(down(10, 1), false));
  const renewed = withFirstPage(two, page(down(60, 51), true));
  expect(ids(renewed)).toEqual(range(60, 51));
  expect(renewed.more).toBe(true);
});

test('a page that comes twice, or too late for another list, changes nothing', () => {
  const one = withFirstPage(noOrders, page(down(20, 11), true));
  const two = withNextPage(one, '11', page(down(10, 1), false));
  expect(withNextPage(two, '11', page(down(10, 1), false))).toBe(two);
});

const day = (name: string, printed: number, firstTry: number, undecided: number) => ({
  day: name,
  printed,
  firstTry,
  open: 3,
  undecided,
  reprints: 0,
  averageSeconds: 2,
  slowestSeconds: 4,
});

test('days of rest are shown as what they are, and what is still in line is neither success nor failure', () => {
  const days = [day('2026-11-20', 10, 9, 1), day('2026-11-23', 5, 5, 0)];
  const statistics = { days, medianSeconds: 2, slowestTwentiethSeconds: 4 };
  expect(sumOf(statistics)).toEqual({ printed: 15, firstTry: 14, all: 16 });
  const shown = withEmptyDays(statistics, 7, new Date('2026-11-23T17:00:00Z'));
  expect(shown.map((one) => [one.day.slice(8), one.printed])).toEqual([
    ['17', 0],
    ['18', 0],
    ['19', 0],
    ['20', 10],
    ['21', 0],
    ['22', 0],
    ['23', 5],
  ]);
  expect([0, 1, 3, 7, 12, 41, 260].map(axisEnd)).toEqual([1, 1, 5, 10, 20, 50, 500]);
});
