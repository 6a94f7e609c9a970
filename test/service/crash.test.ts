import { test } from 'vitest';
import { type CrashPoint, crashPoints } from '../../src-pi/service/life/crash.ts';
import { openRestaurant } from './support/restaurant.ts';
import { eventually, type RunningService } from './support/service.ts';
import { order, startShop } from './support/shop.ts';

/*
 * The kill matrix: the service kills itself at each named point, and is started again. The printer's tape says what came of it.
 * G1: each order is on paper, or in a state that a person sees. G2: no second paper of an order without REPRINT.
 */
const printers = { A4: {}, A3: { processIds: false }, A1: { answers: 'mute' as const } };
/** Up to here no byte that prints can have left us: the ticket must come by itself, and without a mark. */
const harmless: readonly CrashPoint[] = crashPoints.slice(0, crashPoints.indexOf('first-byte-after-commit'));
const matrix: [keyof typeof printers, CrashPoint][] = [
  ...crashPoints.map((point): ['A4', CrashPoint] => ['A4', point]),
  ...(['head-sent', 'body-half', 'answer-received', 'result-before-commit'] as const).map(
    (point): ['A3', CrashPoint] => ['A3', point],
  ),
  ...(
    [
      'claim-after-commit',
      'head-sent',
      'first-byte-after-commit',
      'body-half',
      'tail-sent',
      'result-after-commit',
    ] as const
  ).map((point): ['A1', CrashPoint] => ['A1', point]),
];

const settled = async (service: RunningService, count: number) => {
  const orders = await service.orders();
  const moving = orders
    .flatMap(({ jobs }) => jobs)
    .some(({ state }) => !['printed', 'sent', 'unknown'].includes(state));
  return orders.length === count && !moving ? orders : false;
};

test.concurrent.for(matrix)('%s printer, killed at %s', async ([kind, point], { expect }) => {
  const shop = await startShop();
  const orders = [order(), order()];
  shop.orders.push(...orders);
  const restaurant = await openRestaurant(shop.url, { switches: printers[kind] });
  try {
    const first = await restaurant.start({ CRASH_AT: point });
    expect(await first.ended, first.output()).toBe('SIGKILL');
    const second = await restaurant.start();
    const known = await eventually('settled', () => settled(second, 2));
    const unknown = known.flatMap(({ jobs }) => jobs).filter(({ state }) => state === 'unknown');

    for (const { number } of orders) {
      const papers = restaurant.paper().filter((text) => text.includes(String(number)));
      const open = unknown.filter(({ orderNumber }) => orderNumber === number);
      expect(papers.length + open.length, `order ${number}, paper:\n${papers.join('\n')}`).toBeGreaterThan(0);
      expect(papers.slice(1).filter((text) => !text.includes('REPRINT'))).toEqual([]);
      // One that was broken off must not hang on the next.
      for (const text of papers) expect(text.split(String(number))).toHaveLength(2);
    }
    if (harmless.includes(point)) {
      expect(unknown).toEqual([]);
      expect(restaurant.paper().filter((text) => text.includes('REPRINT'))).toEqual([]);
    }

    for (const { id } of unknown) await second.post(`/bonwart/jobs/${id}/resolve`, { answer: 'print-again' });
    await eventually('resolved', async () => {
      const after = await settled(second, 2);
      return after ? after.flatMap(({ jobs }) => jobs).every(({ state }) => state !== 'unknown') : false;
    });
    for (const { number } of orders) {
      const papers = restaurant.paper().filter((text) => text.includes(String(number)));
      expect(papers.length).toBeGreaterThan(0);
      expect(papers.slice(1).filter((text) => !text.includes('REPRINT'))).toEqual([]);
    }
    expect(restaurant.paper().filter((text) => text.includes('REPRINT'))).toHaveLength(unknown.length);
    expect(await second.end('SIGTERM')).toBe(0);
  } finally {
    await restaurant.stop();
    await shop.stop();
  }
});
