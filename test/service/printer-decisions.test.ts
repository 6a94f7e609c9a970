import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { PrinterSwitches } from '../../src-main/practice/printer/switches.ts';
import { bytesOfForeignTicket } from './support/kitchen.ts';
import { openRestaurant } from './support/restaurant.ts';
import { eventually, type RunningService } from './support/service.ts';
import { order, startShop } from './support/shop.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function open(switches: Partial<PrinterSwitches> = {}, settings: Record<string, string | number> = {}) {
  const shop = await startShop();
  cleanUps.push(shop.stop);
  const restaurant = await openRestaurant(shop.url, { switches, settings });
  cleanUps.push(restaurant.stop);
  return { shop, ...restaurant };
}
const jobs = async (service: RunningService) => (await service.orders()).flatMap((one) => one.jobs);
const inState = (service: RunningService, state: string) =>
  eventually(state, async () => (await jobs(service)).find((job) => job.state === state));
const printerIs = (service: RunningService, state: string) =>
  eventually(state, async () => (await service.status()).printer.state === state);

test('a printer that waits to be told goes on at the line where it stopped', async () => {
  const { shop, printer, start, paper } = await open({ linesLeft: 5, recovery: 'by-command' });
  shop.orders.push(order());
  const service = await start();
  await inState(service, 'paused-in-printer');
  await printer.set({ paper: 'enough' });
  const job = await inState(service, 'printed');
  expect([paper().length, job.attempts, job.acknowledgement]).toEqual([1, 1, 'A4']);
});

test.each([
  ['A4', {}],
  ['A3', { processIds: false }],
])(
  'a stopped ticket that a person wants anew is forgotten by the printer (%s), and the second is marked',
  async (_, kind) => {
    const { shop, printer, start, paper } = await open({ linesLeft: 5, ...kind });
    shop.orders.push(order());
    const service = await start();
    const { id } = await inState(service, 'paused-in-printer');
    expect((await service.post(`/bonwart/jobs/${id}/resolve`, { answer: 'print-again' })).status).toBe(200);
    await eventually('forgotten', () => printer.waitingBytes() < 40);
    await printer.set({ paper: 'enough' });
    await inState(service, 'printed');
    const [first = '', second = ''] = paper().filter((text) => text.trim() !== '[cut]');
    expect(first).not.toContain('Döner');
    expect(second).toMatch(/REPRINT[\s\S]*Versuch 2[\s\S]*Döner/);
    expect(paper().filter((text) => text.includes('Döner'))).toHaveLength(1);
  },
);

test('a printer with a small memory tells by itself that it stands still, though it hears no question', async () => {
  const { shop, printer, start, paper } = await open(
    { linesLeft: 4, bufferBytes: 60 },
    { PRINTER_ACKNOWLEDGEMENT_TIMEOUT: 2 },
  );
  shop.orders.push(order());
  const service = await start();
  await inState(service, 'paused-in-printer');
  expect((await service.status()).printer.state).toBe('paper-end');
  await printer.set({ paper: 'enough' });
  await inState(service, 'printed');
  expect(paper()).toHaveLength(1);
});

test('a ticket of which nobody knows is printed again by rule, and says that it may be double', async () => {
  const { shop, start, paper } = await open(
    { processIds: false },
    { ON_UNKNOWN: 'mark_and_reprint', ON_UNKNOWN_SECONDS: 1 },
  );
  shop.orders.push(order());
  const first = await start({ CRASH_AT: 'tail-sent' });
  await first.ended;
  const service = await start();
  const job = await inState(service, 'printed');
  expect([job.attempts, paper().length]).toEqual([2, 2]);
  expect(paper()[1]).toMatch(/REPRINT[\s\S]*EVENTUELL DOPPELT[\s\S]*Versuch 2/);
});

test('the late word of the printer counts as long as the second ticket has not been begun', async () => {
  const { shop, printer, start, paper } = await open(
    { linesLeft: 5 },
    { ON_UNKNOWN: 'mark_and_reprint', ON_UNKNOWN_SECONDS: 0 },
  );
  shop.orders.push(order());
  const first = await start({ CRASH_AT: 'stop-after-commit' });
  await first.ended;
  const service = await start();
  await inState(service, 'waiting-printer');
  await printer.set({ paper: 'enough' });
  const job = await inState(service, 'printed');
  expect([job.attempts, job.acknowledgement, paper().length]).toEqual([1, 'A4', 1]);
});

test('a held ticket may be said to be printed', async () => {
  const { shop, start } = await open();
  shop.orders.push(order({ status: 'SOMETHING NEW' }));
  const service = await start();
  const { id } = await inState(service, 'held');
  expect((await service.post(`/bonwart/jobs/${id}/resolve`, { answer: 'printed' })).status).toBe(200);
  expect((await jobs(service))[0]).toMatchObject({ state: 'printed', acknowledgement: null });
});

test("another service's ticket is told, and taken for none of ours", async () => {
  const { shop, printer, start } = await open();
  shop.orders.push(order());
  const first = await start();
  await inState(first, 'printed');
  expect(await first.end('SIGTERM')).toBe(0);
  await printer.set({ paper: 'end' });
  const other = connect(printer.port, printer.host);
  other.end(bytesOfForeignTicket('E~~~'));
  await eventually('its bytes', () => printer.waitingBytes() > 0);
  const service = await start();
  await printerIs(service, 'paper-end');
  await printer.set({ paper: 'enough' });
  await eventually('told', async () => (await service.status()).printers[0]?.foreignTicketAt);
  expect((await jobs(service)).map(({ state }) => state)).toEqual(['printed']);
});

test('of two services on one machine only one talks to the printer; the other says so and comes after it', async () => {
  const { printer, start } = await open();
  const first = await start();
  await printerIs(first, 'ready');
  const second = await open({}, { PRINTER_IP: printer.host, PRINTER_PORT: printer.port });
  const waiting = await second.start();
  await printerIs(waiting, 'busy-elsewhere');
  expect(printer.connections()).toBe(1);
  await first.end('SIGKILL');
  await printerIs(waiting, 'ready');
});
