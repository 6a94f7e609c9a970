import { afterEach, expect, test } from 'vitest';
import type { PrinterSwitches } from '../../src-main/practice/printer/switches.ts';
import { inDatabase, networkEntry, paperOf, startFaultPrinters, writeRestaurant } from './support/kitchen.ts';
import { eventually, type RunningService, serviceRoot, startService } from './support/service.ts';
import { order, startShop } from './support/shop.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A kitchen whose station may use the printer of the bar, and a bar of its own. */
async function twoPrinters(
  switches: { kitchen?: Partial<PrinterSwitches>; bar?: Partial<PrinterSwitches> } = {},
  sparePrinter: string | null = null,
) {
  const shop = await startShop();
  cleanUps.push(shop.stop);
  const printers = await startFaultPrinters({ kitchen: switches.kitchen ?? {}, bar: switches.bar ?? {} });
  for (const printer of Object.values(printers)) cleanUps.push(printer.stop);
  const { root, remove } = serviceRoot({ WIX_API_BASE_URL: shop.url, FAILOVER_AFTER_SECONDS: 1 });
  cleanUps.push(remove);
  const stations = [
    { id: 'kitchen', name: 'Küche', ticket: 'kitchen', printer: 'kitchen', sparePrinter },
    { id: 'bar', name: 'Theke', ticket: 'kitchen', printer: 'bar', sections: ['drinks'] },
  ];
  writeRestaurant(root, [networkEntry('kitchen', printers.kitchen), networkEntry('bar', printers.bar)], stations);
  const start = async (): Promise<RunningService> => {
    const service = await startService(root);
    cleanUps.push(() => service.end('SIGKILL'));
    return service;
  };
  return { shop, printers, root, start };
}

const states = async (service: RunningService) =>
  Object.fromEntries((await service.status()).printers.map(({ id, state }) => [id, state]));
const jobs = async (service: RunningService) => (await service.orders()).flatMap((one) => one.jobs);

test('each printer has its own word, and the most urgent one is the printer that is told first', async () => {
  const { printers, start } = await twoPrinters({ bar: { paper: 'near-end' } });
  const service = await start();
  await eventually('both known', async () => {
    const found = await states(service);
    return found.kitchen === 'ready' && found.bar === 'paper-near-end';
  });
  expect((await service.status()).printer).toMatchObject({ name: 'Drucker bar', state: 'paper-near-end' });
  await printers.kitchen.set({ cover: 'open' });
  await eventually('the open cover', async () => (await service.status()).printer.state === 'cover-open');
  expect(await states(service)).toEqual({ kitchen: 'cover-open', bar: 'paper-near-end' });
});

test('a printer that stands still stops nobody else', async () => {
  const { shop, printers, root, start } = await twoPrinters({ kitchen: { paper: 'end' } });
  shop.orders.push(order(), order());
  const first = await start();
  await eventually(
    'both wait',
    async () => (await jobs(first)).filter((job) => job.state === 'waiting-printer').length === 2,
  );
  expect(await first.end('SIGTERM')).toBe(0);
  inDatabase(root, (database) =>
    database.prepare("UPDATE jobs SET station = 'bar' WHERE id = (SELECT max(id) FROM jobs)").run(),
  );
  await start();
  await eventually('the one of the bar', () => paperOf(printers.bar).length === 1);
  expect(paperOf(printers.kitchen)).toEqual([]);
  await printers.kitchen.set({ paper: 'enough' });
  await eventually('the one of the kitchen', () => paperOf(printers.kitchen).length === 1);
  expect(paperOf(printers.bar)).toHaveLength(1);
});

test('the spare printer helps out, says for whom, and gives the station back', async () => {
  const { shop, printers, start } = await twoPrinters({ kitchen: { power: false } }, 'bar');
  shop.orders.push(order());
  const service = await start();
  await eventually('on the spare', () => paperOf(printers.bar).length === 1);
  expect(paperOf(printers.bar)[0]).toContain('ERSATZDRUCKER für Küche');
  expect(paperOf(printers.bar)[0]).not.toContain('REPRINT');
  expect((await service.status()).printers[1]).toMatchObject({ id: 'bar', standsInFor: ['Küche'] });
  await printers.kitchen.set({ power: true });
  await eventually('given back', async () => (await service.status()).printers[1]?.standsInFor.length === 0);
  shop.orders.push(order());
  await eventually('at home again', () => paperOf(printers.kitchen).length === 1);
  expect(paperOf(printers.kitchen)[0]).not.toContain('ERSATZDRUCKER');
  expect(paperOf(printers.bar)).toHaveLength(1);
});

test('a ticket that has been begun stays where it is; only what no printer has heard of goes to the spare', async () => {
  const { shop, printers, start } = await twoPrinters({ kitchen: { linesLeft: 4 } }, 'bar');
  shop.orders.push(order());
  const service = await start();
  await eventually('stopped', async () => (await jobs(service)).some(({ state }) => state === 'paused-in-printer'));
  shop.orders.push(order());
  await eventually('the next one on the spare', async () =>
    (await jobs(service)).some(({ state }) => state === 'printed'),
  );
  expect((await jobs(service)).map(({ state }) => state).sort()).toEqual(['paused-in-printer', 'printed']);
  expect(paperOf(printers.bar)).toHaveLength(1);
  await printers.kitchen.set({ paper: 'enough' });
  await eventually('the first', async () => (await jobs(service)).every(({ state }) => state === 'printed'));
  expect([paperOf(printers.kitchen).length, paperOf(printers.bar).length]).toEqual([1, 1]);
});

test('a station that the restaurant has given up leaves no ticket behind', async () => {
  const { shop, printers, root, start } = await twoPrinters({ kitchen: { paper: 'end' } });
  shop.orders.push(order());
  const first = await start();
  await eventually('waits', async () => (await jobs(first)).length === 1);
  expect(await first.end('SIGTERM')).toBe(0);
  inDatabase(root, (database) => database.prepare("UPDATE jobs SET station = 'grill'").run());
  await printers.kitchen.set({ paper: 'enough' });
  await start();
  await eventually('printed all the same', () => paperOf(printers.kitchen).length === 1);
});
