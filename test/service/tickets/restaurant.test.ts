import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { decodePaper } from '../../../src-shared/paper/decode.ts';
import { ticketText } from '../../../src-shared/paper/text.ts';
import {
  type PrintedBytes,
  type RestaurantAnswer,
  serviceAnswers,
  servicePaths,
} from '../../../src-shared/service/api.ts';
import type { Restaurant } from '../../../src-shared/service/restaurant.ts';
import { openRestaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { order, startShop } from '../support/shop.ts';
import { item } from './support.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function open() {
  const shop = await startShop();
  cleanUps.push(shop.stop);
  const restaurant = await openRestaurant(shop.url, { settings: { RESTAURANT_NAME: 'Bei Rosa' } });
  cleanUps.push(restaurant.stop);
  return { shop, restaurant };
}

const read = (service: RunningService) => service.get<RestaurantAnswer>(servicePaths.restaurant);
const write = async (service: RunningService, restaurant: Restaurant) => {
  const answer = await fetch(`${service.url}${servicePaths.restaurant}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(restaurant),
  });
  return { status: answer.status, body: (await answer.json()) as { revision?: number; error?: { code: string } } };
};
const words = (tickets: readonly PrintedBytes[]) =>
  tickets.map(({ bytes, ...paper }) => decodePaper(Buffer.from(bytes, 'base64'), paper).map(ticketText).join('\n'));

/** With a bar and a ticket for the guest, both on the printer that is there. */
const withBar = (restaurant: Restaurant): Restaurant => ({
  ...restaurant,
  stations: [
    ...restaurant.stations,
    {
      id: 'bar',
      name: 'Bar',
      ticket: 'kitchen',
      printer: 'printer',
      sparePrinter: null,
      sections: ['drinks'],
      copies: 1,
      fulfilments: [],
    },
    {
      id: 'guest',
      name: 'Gast',
      ticket: 'customer',
      printer: 'printer',
      sparePrinter: null,
      sections: [],
      copies: 1,
      fulfilments: [],
    },
  ],
});

test('what is stored is taken up by a restart, and an order then goes to the new stations', async () => {
  const { shop, restaurant } = await open();
  shop.orders.push(order({ lineItems: [item('Ayran', 'drinks'), item('Döner', 'grill'), item('Ayran', 'drinks')] }));
  const first = await restaurant.start();
  await eventually('first ticket', () => restaurant.paper().length === 1);
  const before = serviceAnswers.restaurant.parse(await read(first));
  expect(before.restaurant).toMatchObject({ revision: 0, stations: [{ id: 'kitchen' }], layout: { language: 'de' } });
  expect(before.profiles.length).toBeGreaterThanOrEqual(8);
  expect(before.sections).toEqual([
    { id: 'drinks', examples: ['Ayran'] },
    { id: 'grill', examples: ['Döner'] },
  ]);

  expect(await write(first, withBar(before.restaurant))).toEqual({ status: 200, body: { revision: 1 } });
  expect(await first.ended, first.output()).toBe(75);
  const second = await restaurant.start();
  expect(await read(second)).toMatchObject({ activeRevision: 1, restaurant: { revision: 1 } });
  shop.orders.push(
    order({
      lineItems: [item('Ayran', 'drinks'), item('Börek', 'grill')],
      priceSummary: { total: { amount: '9.50' } },
    }),
  );
  const papers = await eventually(
    'three tickets',
    () => restaurant.paper().length === 4 && restaurant.paper().slice(1),
  );
  expect(papers.filter((text) => /Börek[\s\S]*Weitere Positionen: Bar/.test(text))).toHaveLength(1);
  expect(papers.filter((text) => /Ayran[\s\S]*Weitere Positionen: Küche/.test(text))).toHaveLength(1);
  expect(papers.filter((text) => /Bei Rosa[\s\S]*GESAMT/.test(text))).toHaveLength(1);
});

test('who has not seen the newest is refused, and nothing is lost', async () => {
  const { restaurant } = await open();
  const first = await restaurant.start();
  const { restaurant: seen } = await read(first);
  expect((await write(first, withBar(seen))).status).toBe(200);
  expect(await first.ended).toBe(75);
  const second = await restaurant.start();
  const late = await write(second, { ...seen, layout: { ...seen.layout, language: 'tr' } });
  expect(late).toMatchObject({ status: 409, body: { error: { code: 'restaurant.changed', data: { revision: 1 } } } });
  expect((await read(second)).restaurant).toMatchObject({ revision: 1, layout: { language: 'de' } });
  const nonsense = await write(second, { ...seen, revision: 1, stations: [] });
  expect(nonsense).toMatchObject({ status: 400, body: { error: { code: 'contract.invalid-request' } } });
});

test('a preview is what would be printed, and stores nothing', async () => {
  const { shop, restaurant } = await open();
  const placed = order({ lineItems: [item('Döner', 'grill')] });
  shop.orders.push(placed);
  const service = await restaurant.start();
  await eventually('printed', () => restaurant.paper().length === 1);
  const { restaurant: stored } = await read(service);
  const ask = async (change: object) => {
    const { body } = await service.post<{ tickets: PrintedBytes[] }>(servicePaths.preview, {
      restaurant: stored,
      station: 'kitchen',
      ...change,
    });
    return words(serviceAnswers.preview.parse(body).tickets);
  };
  expect(await ask({ orderId: placed.id })).toEqual(restaurant.paper());
  expect(await ask({ restaurant: withBar(stored), station: 'guest' })).toMatchObject([
    expect.stringMatching(/Bei Rosa[\s\S]*İçli köfte[\s\S]*GESAMT/),
  ]);
  const english = { ...stored, layout: { ...stored.layout, language: 'en' } };
  expect(await ask({ restaurant: english, sample: 'pickup' })).toMatchObject([expect.stringContaining('PICKUP')]);
  const unknown = await service.post(servicePaths.preview, { restaurant: stored, station: 'nowhere' });
  expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'station.unknown' } } });
  expect(restaurant.paper()).toHaveLength(1);
});

test('a test ticket comes out of its printer, once however often it is asked for while it waits', async () => {
  const { restaurant } = await open();
  const service = await restaurant.start();
  await eventually('ready', async () => (await service.status()).printer.state === 'ready');
  const path = servicePaths.testTicket('printer');
  expect((await service.post(path)).status).toBe(200);
  await eventually('test ticket', () =>
    restaurant.paper().some((text) => /TESTBON[\s\S]*Drucker: Drucker[\s\S]*keiner Bestellung/.test(text)),
  );
  await eventually('at rest', async () => (await service.status()).queue.waiting === 0);
  await restaurant.printer.set({ power: false });
  const [one, two] = [await service.post(path), await service.post(path)];
  expect(two.body).toEqual(one.body);
  await restaurant.printer.set({ power: true });
  await eventually('second test ticket', () => restaurant.paper().length === 2);
  expect((await service.post(servicePaths.testTicket('other'))).status).toBe(404);
  expect(await service.orders()).toEqual([]);
  expect(await service.get('/print/statistics')).toMatchObject({ total_jobs: 0 });
});

test('an address that is changed in the settings file later moves the printer that came from there', async () => {
  const { restaurant } = await open();
  const first = await restaurant.start();
  const { restaurant: seen } = await read(first);
  const other = { kind: 'network', host: '127.0.0.1', port: 9 } as const;
  const [own] = seen.printers;
  if (!own) throw new Error('no printer');
  const printers = [own, { ...own, id: 'other', name: 'Bar', connection: other }];
  expect((await write(first, { ...seen, printers })).status).toBe(200);
  expect(await first.ended).toBe(75);
  const file = join(restaurant.root, '.env');
  writeFileSync(file, readFileSync(file, 'utf8').replace('PRINTER_IP=127.0.0.1', 'PRINTER_IP=127.0.0.2'));
  const second = await restaurant.start();
  expect((await read(second)).restaurant.printers).toMatchObject([
    { connection: { host: '127.0.0.2' } },
    { connection: other },
  ]);
  expect(second.output()).toContain('the address in .env has changed');
});
