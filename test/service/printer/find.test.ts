import { afterEach, expect, test } from 'vitest';
import { startPrinter, type VirtualPrinter } from '../../../src-main/practice/printer/printer.ts';
import type { PrinterSwitches } from '../../../src-main/practice/printer/switches.ts';
import { findBySerialNumber, neighbours, serialNumberAt } from '../../../src-pi/service/printer/find.ts';
import { paperOf } from '../support/kitchen.ts';
import { eventually, serviceRoot, startService } from '../support/service.ts';
import { order, startShop } from '../support/shop.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function printerAt(host: string, port: number, switches: Partial<PrinterSwitches> = {}): Promise<VirtualPrinter> {
  const printer = await startPrinter({ host, port, switches });
  cleanUps.push(printer.stop);
  return printer;
}

test('only private neighbourhoods are looked at, and never more than 253 addresses', () => {
  expect(neighbours('8.8.8.8')).toEqual([]);
  expect(neighbours('172.32.0.1')).toEqual([]);
  expect(neighbours('drucker.local')).toEqual([]);
  for (const host of ['192.168.1.20', '10.0.0.1', '172.16.5.9', '127.0.0.1']) {
    expect(neighbours(host)).toHaveLength(253);
    expect(neighbours(host)).not.toContain(host);
  }
});

test('it is found by its number among others, and nothing is printed by asking', async () => {
  const first = await printerAt('127.0.0.41', 0, { serialNumber: 'OTHER1' });
  const others = [
    first,
    await printerAt('127.0.0.42', first.port, { answers: 'mute', serialNumber: 'MINE' }),
    await printerAt('127.0.0.43', first.port, { serialNumber: 'OTHER2', paper: 'end' }),
  ];
  const had = { host: '127.0.0.40', port: first.port, serialNumber: 'MINE' };
  expect(await findBySerialNumber(had)).toBeNull();
  const mine = await printerAt('127.0.0.200', first.port, { serialNumber: 'MINE' });
  expect(await findBySerialNumber(had)).toBe('127.0.0.200');
  expect(await serialNumberAt({ host: '127.0.0.41', port: first.port })).toBe('OTHER1');
  expect([...others, mine].flatMap((printer) => printer.tickets())).toEqual([]);
});

test('a printer with a new address is found again, kept, and left when it is back at its own', async () => {
  const shop = await startShop();
  cleanUps.push(shop.stop);
  const home = await printerAt('127.0.0.51', 0, { serialNumber: 'MINE' });
  const { root, remove } = serviceRoot({
    WIX_API_BASE_URL: shop.url,
    PRINTER_IP: home.host,
    PRINTER_PORT: home.port,
    PRINTER_SEARCH_AFTER_SECONDS: 1,
  });
  cleanUps.push(remove);
  const start = async () => {
    const service = await startService(root);
    cleanUps.push(() => service.end('SIGKILL'));
    return service;
  };
  const first = await start();
  const ready = () => eventually('ready', async () => (await first.status()).printer.state === 'ready');
  await ready();
  await home.stop();
  const stranger = await printerAt('127.0.0.52', home.port, { serialNumber: 'OTHER' });
  const moved = await printerAt('127.0.0.99', home.port, { serialNumber: 'MINE' });
  shop.orders.push(order());
  await eventually('printed there', () => paperOf(moved).length === 1);
  expect(await first.end('SIGTERM')).toBe(0);
  shop.orders.push(order());
  const second = await start();
  await eventually('known after a restart', () => paperOf(moved).length === 2);
  await moved.stop();
  const back = await printerAt('127.0.0.51', home.port, { serialNumber: 'MINE' });
  shop.orders.push(order());
  await eventually('at home again', () => paperOf(back).length === 1);
  expect(paperOf(stranger)).toEqual([]);
  expect(await second.end('SIGTERM')).toBe(0);
});
