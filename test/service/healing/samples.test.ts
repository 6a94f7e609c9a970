import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ServiceEvent } from '../../../src-pi/service/database/journal.ts';
import { readSamples, storeSamples } from '../../../src-pi/service/database/samples.ts';
import { durations, figureBook } from '../../../src-pi/service/healing/figures.ts';
import type { Sample } from '../../../src-pi/service/healing/resources.ts';
import type { Samples } from '../../../src-shared/service/samples.ts';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { eventually } from '../support/service.ts';
import { startShop, type TestShop } from '../support/shop.ts';
import { openShopFloor, restaurantWith } from '../tickets/support.ts';

const end = Date.parse('2026-11-23T19:00:00.000Z');
const minute = 60_000;
const sample = (minutesAgo: number, change: Partial<Sample> = {}): Sample => ({
  at: new Date(end - minutesAgo * minute).toISOString(),
  seconds: 60,
  memoryMegabytes: 80,
  cpuPercent: 2,
  diskFreeMegabytes: 9000,
  temperatureCelsius: null,
  answers: 10,
  answerMilliseconds: 4,
  queryMilliseconds: null,
  recoverySeconds: null,
  ...change,
});
const ask = (hours: number, pending: readonly Sample[] = []) => ({ at: new Date(end).toISOString(), hours, pending });

let restaurant: Restaurant | null = null;
let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());
afterEach(async () => {
  await restaurant?.stop();
  restaurant = null;
});

test('samples are told with what was mostly and at worst, those in memory among them, each once', () => {
  const floor = openShopFloor(restaurantWith([]));
  expect(readSamples(floor.database, ask(24))).toMatchObject({ uptimePercent: null, points: [] });
  const hour = Array.from({ length: 60 }, (_, ago) => sample(ago, { answerMilliseconds: ago === 30 ? 900 : 4 }));
  storeSamples(floor.database, hour.slice(2));
  storeSamples(floor.database, hour.slice(2, 4));
  const { figures, points, uptimePercent } = readSamples(floor.database, ask(4, hour.slice(0, 5)));
  expect(points.length).toBe(60);
  expect(figures.answerMilliseconds).toEqual({ average: 18.9, mostly: 4, worst: 900 });
  expect(figures.queryMilliseconds).toBeNull();
  expect(points.filter(({ answerMilliseconds }) => answerMilliseconds === 900)).toHaveLength(1);
  expect(uptimePercent).toBe(100);
  floor.close();
});

test('an hour without samples counts as an hour in which the service did not run', () => {
  const floor = openShopFloor(restaurantWith([]));
  const without = Array.from({ length: 600 }, (_, ago) => sample(ago)).filter((_, ago) => ago < 200 || ago >= 260);
  storeSamples(floor.database, without.reverse());
  expect(readSamples(floor.database, ask(24)).uptimePercent).toBeCloseTo(90, 0);
  floor.close();
});

test('90 days are kept, in few rows and few points', () => {
  const floor = openShopFloor(restaurantWith([]));
  const days = Array.from({ length: 100 }, (_, day) => sample(day * 1440));
  storeSamples(floor.database, days.reverse());
  const { points } = readSamples(floor.database, ask(90 * 24));
  expect(points.length).toBe(90);
  const minutes = Array.from({ length: 3000 }, (_, ago) => sample(ago));
  storeSamples(floor.database, minutes.reverse());
  expect(readSamples(floor.database, ask(90 * 24)).points.length).toBeLessThanOrEqual(241);
  expect(floor.database.prepare('SELECT count(*) FROM samples').pluck().get()).toBe(91 + 2997);
  floor.close();
});

test('of many times 95 of 100 are told, of few nothing', () => {
  const few = durations();
  for (const time of [1, 900]) few.add(time);
  expect(few.mostly()).toBeNull();
  const many = durations();
  for (let time = 1; time <= 100; time += 1) many.add(time);
  expect(many.mostly()).toBe(95);
  for (let time = 0; time < 50_000; time += 1) many.add(7);
  expect(many.mostly()).toBe(7);
});

test('a backlog is late only by what is ours: not while nothing can be printed', () => {
  let hear: (events: readonly ServiceEvent[]) => void = () => {};
  let canPrint = true;
  const database = {
    onTimed: () => () => {},
    onChanges: (listener: (events: readonly ServiceEvent[], facts: never) => void) => {
      hear = listener as typeof hear;
      return () => {};
    },
  };
  const book = figureBook({ database, canPrint: () => canPrint });
  const event = (kind: string, data = {}): ServiceEvent => ({ id: 1, at: '', kind, orderId: null, jobId: null, data });
  hear([event('job-printing')]);
  expect(book.take().recoverySeconds).toBeNull();
  hear([event('recovery-began', { joined: false })]);
  hear([event('recovery-began', { joined: true }), event('recovery-processing')]);
  hear([event('job-printing')]);
  expect(book.take().recoverySeconds).toBeGreaterThanOrEqual(0);
  canPrint = false;
  hear([event('recovery-began', { joined: false })]);
  canPrint = true;
  hear([event('job-printing')]);
  expect(book.take().recoverySeconds).toBeNull();
});

test('the service measures itself, tells when it is slow, and has its samples after a restart', async () => {
  restaurant = await openRestaurant(shop.url, {
    settings: { MONITORING_PERFORMANCE_INTERVAL: 0.1, RESOURCE_ANSWER_MS: 0.1 },
  });
  let service = await restaurant.start();
  const alerts = async () =>
    (await service.get<{ alerts: { type: string }[] }>('/self-healing/status')).alerts.map(({ type }) => type);
  await eventually('slow', async () => {
    await Promise.all(Array.from({ length: 10 }, () => service.get('/bonwart/orders')));
    return (await alerts()).includes('slow_answers');
  });
  const before = await service.get<Samples>('/bonwart/samples?hours=1');
  expect(before.figures.answerMilliseconds?.worst).toBeGreaterThan(0.1);
  expect(before.figures.memoryMegabytes?.worst).toBeGreaterThan(20);
  expect(before.uptimePercent).toBe(100);
  await service.end('SIGTERM');
  service = await restaurant.start();
  const after = await service.get<Samples>('/bonwart/samples?hours=1');
  expect(after.figures.answerMilliseconds?.worst).toBeGreaterThanOrEqual(before.figures.answerMilliseconds?.worst ?? 0);
});

test('monitoring that is switched off measures nothing', async () => {
  restaurant = await openRestaurant(shop.url, {
    settings: { MONITORING_PERFORMANCE_INTERVAL: 0.1, MONITORING_ENABLED: 'false' },
  });
  const service = await restaurant.start();
  await eventually('printer known', async () => (await service.status()).printer.state === 'ready');
  expect(await service.get('/health/metrics')).toEqual({ current: null, samples: [] });
  expect(await service.get('/bonwart/samples?hours=1')).toMatchObject({ uptimePercent: null, points: [] });
});
