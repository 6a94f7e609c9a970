import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '../control/bench/deadline.ts';
import { brokenPromises } from './support/promises.ts';
import { openRestaurant, type Restaurant } from './support/restaurant.ts';
import { eventually, type RunningService } from './support/service.ts';
import { order, startShop, type TestShop } from './support/shop.ts';

/*
 * The paper ends at each of 20 positions of a ticket. Refilled, there is one whole ticket; cleared (by a person's word, or by
 * switching the printer off and on), there is a torn one and a marked one. `BONWART_FAULTS=all` runs all positions.
 */
const positions = Array.from({ length: 20 }, (_, line) => line + 1);
const ways = ['refilled', 'refilled, waits for the word', 'cleared by a person', 'switched off and on'] as const;
const seed = Number(process.env.BONWART_SEED ?? 20261123);
const random = seeded(seed);
const cases = ways.flatMap((way) => positions.map((position) => ({ way, position })));
const chosen =
  process.env.BONWART_FAULTS === 'all'
    ? cases
    : ways.map((way) => cases.filter((one) => one.way === way)[Math.floor(random() * 20)]);

let shop: TestShop;
let restaurant: Restaurant;
let service: RunningService;
beforeAll(async () => {
  shop = await startShop();
  restaurant = await openRestaurant(shop.url);
  service = await restaurant.start();
});
afterAll(async () => {
  await restaurant.stop();
  await shop.stop();
});

/** A ticket of 25 lines and more. */
const longOrder = () =>
  order({
    lineItems: Array.from({ length: 12 }, (_, index) => ({
      quantity: 1,
      productName: { original: `Gericht ${index + 1}` },
    })),
  });

test.for(chosen)(`seed ${seed}: the paper ends at line $position, $way`, async (item, context) => {
  if (!item) throw new Error('no case');
  const { printer, paper } = restaurant;
  const placed = longOrder();
  const number = String(placed.number);
  const mine = async () => (await service.orders()).find((one) => one.number === number)?.jobs[0];
  const state = async (wanted: string) =>
    eventually(wanted, async () => ((await mine())?.state === wanted ? mine() : false));
  await eventually('ready', async () => (await service.status()).printer.state === 'ready');
  await printer.set({ linesLeft: item.position, recovery: item.way.includes('word') ? 'by-command' : 'by-itself' });
  shop.orders.push(placed);
  const stopped = await state('paused-in-printer');
  if (!stopped) throw new Error('no job');
  if (item.way === 'cleared by a person') {
    await service.post(`/bonwart/jobs/${stopped.id}/resolve`, { answer: 'print-again' });
    await eventually('forgotten', () => printer.waitingBytes() < 40);
  }
  if (item.way === 'switched off and on') {
    await printer.set({ power: false });
    await printer.set({ power: true, paper: 'enough' });
    const lost = await state('unknown');
    if (lost) await service.post(`/bonwart/jobs/${lost.id}/resolve`, { answer: 'print-again' });
  }
  await printer.set({ paper: 'enough' });
  await state('printed').catch(async (error) => {
    throw new Error(
      `${error}\n${JSON.stringify(await mine())}\n${JSON.stringify(await service.status())}\n${printer.waitingBytes()} bytes wait, ${JSON.stringify(printer.switches())}\n${service.output().slice(-3000)}`,
    );
  });
  context.expect(brokenPromises([number], paper(), await service.orders())).toEqual([]);
  const whole = paper().filter(
    (text) => text.includes(number) && text.includes('Gericht 12') && text.includes('[cut]'),
  );
  expect(whole).toHaveLength(1);
  expect(whole[0]?.includes('REPRINT')).toBe(!item.way.startsWith('refilled'));
});
