import { afterEach, expect, test } from 'vitest';
import type { RecoveryView } from '../../../src-shared/service/recovery.ts';
import { openRestaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { type Json, order, startShop } from '../support/shop.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function open(settings: Record<string, string | number> = {}) {
  const shop = await startShop();
  cleanUps.push(shop.stop);
  const restaurant = await openRestaurant(shop.url, { settings });
  cleanUps.push(restaurant.stop);
  const service = await restaurant.start();
  return { shop, restaurant, service };
}
const view = async (service: RunningService) =>
  (await (await fetch(`${service.url}/bonwart/recovery`)).json()) as RecoveryView;
const waiting = (service: RunningService, count: number) =>
  eventually(`${count} waiting`, async () => (await service.status()).queue.waiting === count, 60_000);
const over = (service: RunningService, count = 1) =>
  eventually(
    'the session is over',
    async () => {
      const { current, past } = await view(service);
      return current === null && past.length === count;
    },
    60_000,
  );
const anOrderDue = (minutes: number): Json =>
  order({
    shippingInfo: {
      logistics: {
        deliveryTimeSlot: { from: new Date(Date.now() + minutes * 60_000).toISOString() },
        pickupDetails: {},
      },
    },
  });

test('what waited for the printer comes out in batches, the earliest due first, and nothing twice', async () => {
  const { shop, restaurant, service } = await open({ RECOVERY_BATCH_SIZE: 3, RECOVERY_BATCH_DELAY: 0.1 });
  await restaurant.printer.set({ power: false });
  await eventually('away', async () => (await service.status()).printer.state === 'unreachable');
  const orders = [70, 40, 30, 60, 50, 20, 10].map(anOrderDue);
  shop.orders.push(...orders);
  await waiting(service, 7);
  await restaurant.printer.set({ power: true });
  await over(service);
  const [session] = (await view(service)).past;
  expect(session).toMatchObject({ type: 'printer_recovery', phase: 'completion', total: 7, processed: 7, failed: 0 });
  const inOrder = [6, 5, 2, 1, 4, 3, 0].map((index) => String(orders[index]?.number));
  expect(restaurant.paper().map((text) => inOrder.find((number) => text.includes(number)))).toEqual(inOrder);
  const legacy = (await (await fetch(`${service.url}/recovery/status`)).json()) as Json;
  expect(legacy).toMatchObject({ current_session: null, last_recovery: { status: 'completion' } });
  const history = (await (await fetch(`${service.url}/recovery/history?limit=5`)).json()) as Json;
  expect(history).toMatchObject({
    count: 1,
    recovery_history: [{ recovery_type: 'printer_recovery', items_total: 7 }],
  });
});

test('an order that comes now overtakes the backlog, which can be paused and goes on', async () => {
  const { shop, restaurant, service } = await open({ RECOVERY_BATCH_SIZE: 2, RECOVERY_BATCH_DELAY: 0.1 });
  await restaurant.printer.set({ power: false });
  await eventually('away', async () => (await service.status()).printer.state === 'unreachable');
  shop.orders.push(...Array.from({ length: 6 }, () => anOrderDue(10)));
  await waiting(service, 6);
  await service.post('/recovery/trigger?recovery_type=manual_recovery');
  expect(await service.post('/recovery/pause')).toMatchObject({ status: 200, body: { success: true } });
  await restaurant.printer.set({ power: true });
  await eventually('ready', async () => (await service.status()).printer.state === 'ready');
  const live = order();
  shop.orders.push(live);
  await eventually('the live one', () => restaurant.paper().some((text) => text.includes(String(live.number))));
  // At most the batch that had been let go before the pause was on its way.
  expect(restaurant.paper().length).toBeLessThanOrEqual(3);
  expect((await view(service)).current).toMatchObject({ paused: true });
  expect(await service.post('/recovery/resume')).toMatchObject({ body: { success: true } });
  await over(service);
  expect(restaurant.paper()).toHaveLength(7);
  expect(await service.post('/recovery/pause')).toMatchObject({ status: 200, body: { success: false } });
});

test('what is long past its time is held with a question, and a person decides', async () => {
  const { shop, restaurant, service } = await open();
  await restaurant.printer.set({ power: false });
  await eventually('away', async () => (await service.status()).printer.state === 'unreachable');
  const [old, fresh] = [anOrderDue(-90), anOrderDue(20)];
  shop.orders.push(old, fresh);
  await waiting(service, 2);
  await restaurant.printer.set({ power: true });
  await over(service);
  expect(restaurant.paper()).toHaveLength(1);
  const held = (await service.orders()).flatMap(({ jobs }) => jobs).find(({ state }) => state === 'held');
  expect(held).toMatchObject({ reason: 'stale', orderNumber: old.number });
  const dead = (await (await fetch(`${service.url}/retry-manager/dead-letter-queue`)).json()) as Json;
  expect(dead).toMatchObject({ count: 1, items: [{ id: held?.id, reason: 'stale' }] });
  await service.post(`/retry-manager/requeue/${held?.id}`);
  await eventually('printed', () => restaurant.paper().some((text) => text.includes(String(old.number))));
});

test('a cancelled recovery loses nothing and prints nothing unasked', async () => {
  const { shop, restaurant, service } = await open();
  await restaurant.printer.set({ power: false });
  await eventually('away', async () => (await service.status()).printer.state === 'unreachable');
  shop.orders.push(anOrderDue(10), anOrderDue(20));
  await waiting(service, 2);
  await service.post('/recovery/trigger');
  await service.post('/recovery/pause');
  const answer = await service.post<{ held: number }>('/recovery/cancel');
  const { held } = (await service.status()).queue;
  expect(answer.body).toMatchObject({ success: true });
  await restaurant.printer.set({ power: true });
  await eventually('all decided', async () => {
    const { queue } = await service.status();
    return queue.waiting === 0 && queue.held === held;
  });
  expect(restaurant.paper().length + held).toBe(2);
});

test('after an outage of the shop its orders are a session; a kill in the middle of it prints none twice', async () => {
  const { shop, restaurant, service } = await open({ RECOVERY_BATCH_SIZE: 1, RECOVERY_BATCH_DELAY: 0.3 });
  await eventually('online', async () => (await service.status()).wix.state === 'online');
  shop.failure = { status: 503 };
  await eventually('offline', async () => (await service.status()).wix.state === 'offline');
  shop.orders.push(...Array.from({ length: 6 }, () => anOrderDue(15)));
  shop.failure = null;
  await eventually('two are out', () => restaurant.paper().length >= 2, 60_000);
  expect((await view(service)).current).toMatchObject({ type: 'internet_recovery', total: 6 });
  await service.end('SIGKILL');
  const again = await restaurant.start();
  await over(again);
  const unknown = (await again.status()).queue.unknown;
  const numbers = shop.orders.map(({ number }) => String(number));
  const papers = restaurant.paper();
  for (const number of numbers) expect(papers.filter((text) => text.includes(number)).length).toBeLessThanOrEqual(1);
  expect(
    new Set(numbers.filter((number) => papers.some((text) => text.includes(number)))).size + unknown,
  ).toBeGreaterThanOrEqual(6);
});
