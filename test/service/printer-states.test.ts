import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PrinterSwitches } from '../../src-main/practice/printer/switches.ts';
import { openRestaurant, type Restaurant } from './support/restaurant.ts';
import { eventually, type RunningService } from './support/service.ts';
import { order, startShop, type TestShop } from './support/shop.ts';

let shop: TestShop;
let restaurant: Restaurant;
let service: RunningService;
beforeAll(async () => {
  shop = await startShop();
  restaurant = await openRestaurant(shop.url);
  service = await restaurant.start();
  await becomes('ready');
});
afterAll(async () => {
  await restaurant.stop();
  await shop.stop();
});
const becomes = (state: string) => eventually(state, async () => (await service.status()).printer.state === state);

const cases: [string, Partial<PrinterSwitches>, Partial<PrinterSwitches>][] = [
  ['paper-near-end', { paper: 'near-end' }, { paper: 'enough' }],
  ['paper-end', { paper: 'end' }, { paper: 'enough' }],
  ['cover-open', { cover: 'open' }, { cover: 'closed' }],
  ['cutter', { cutter: 'jammed' }, { cutter: 'ok' }],
  ['overheated', { head: 'overheated' }, { head: 'ok' }],
  ['error', { broken: true }, { broken: false }],
  ['unreachable', { power: false }, { power: true }],
  ['unreachable', { halfOpen: true }, { halfOpen: false, asleep: true }],
];

test.each(cases)('%s is told, and over when it is over', async (state, broken, mended) => {
  await restaurant.printer.set(broken);
  await becomes(state);
  await restaurant.printer.set(mended);
  await becomes('ready');
});

test('a printer that somebody else holds is busy, not broken', async () => {
  const held = await openRestaurant(shop.url, { switches: { secondConnection: 'refuse' } });
  try {
    const other = connect(held.printer.port, held.printer.host);
    await eventually('the other one has it', () => held.printer.connections() === 1);
    const second = await held.start();
    const state = async () => (await second.status()).printer.state;
    await eventually('busy', async () => (await state()) === 'busy-elsewhere');
    other.destroy();
    await eventually('ready', async () => (await state()) === 'ready');
  } finally {
    await held.stop();
  }
});

test('bytes that the printer sends unasked lose nothing', async () => {
  await restaurant.printer.set({ statusFlood: 200 });
  shop.orders.push(order(), order());
  await eventually('printed', async () => {
    const jobs = (await service.orders()).flatMap((one) => one.jobs);
    return (
      jobs.length === 2 && jobs.every(({ state, acknowledgement }) => state === 'printed' && acknowledgement === 'A4')
    );
  });
  expect(restaurant.paper()).toHaveLength(2);
});
