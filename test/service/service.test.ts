import { afterEach, expect, test } from 'vitest';
import { startPrinter } from '../../src-main/practice/printer/printer.ts';
import { decodePaper } from '../../src-shared/paper/decode.ts';
import { ticketText } from '../../src-shared/paper/text.ts';
import { serviceAnswers } from '../../src-shared/service/api.ts';
import { eventually, type RunningService, serviceRoot, startService } from './support/service.ts';
import { order, pickupTime, startShop } from './support/shop.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function restaurant(settings: Record<string, string | number> = {}, switches = {}) {
  const shop = await startShop();
  cleanUps.push(shop.stop);
  const printer = await startPrinter({ switches });
  cleanUps.push(printer.stop);
  const { root, remove } = serviceRoot({
    WIX_API_BASE_URL: shop.url,
    PRINTER_IP: '127.0.0.1',
    PRINTER_PORT: printer.port,
    ...settings,
  });
  cleanUps.push(remove);
  const start = async (environment: Record<string, string> = {}): Promise<RunningService> => {
    const service = await startService(root, environment);
    cleanUps.push(() => service.end('SIGKILL'));
    return service;
  };
  const paper = () =>
    printer
      .tickets()
      .filter(({ complete }) => complete)
      .flatMap(({ bytes }) => decodePaper(bytes).map(ticketText));
  return { shop, printer, root, start, paper };
}

const jobState = async (service: RunningService, state: string) =>
  (await service.orders()).flatMap(({ jobs }) => jobs).find((job) => job.state === state);

test('an order becomes a ticket that is proven printed', async () => {
  const { shop, start, paper } = await restaurant();
  const service = await start();
  const placed = order();
  shop.orders.push(placed);
  const job = await eventually('printed', () => jobState(service, 'printed'));
  expect(job).toMatchObject({ orderNumber: placed.number, acknowledgement: 'A4', attempts: 1, kind: 'full' });
  const [ticket = ''] = paper();
  for (const words of [
    String(placed.number),
    'ABHOLUNG',
    pickupTime(placed),
    '2× Döner Kebap groß',
    'Soße: Kräuter',
    'Extras: 2× Schafskäse',
    'ohne Zwiebeln, extra scharf',
    "Crème brûlée à l'œuf",
    'Ayşe Yıldız',
    'NICHT BEZAHLT – BAR',
  ])
    expect(ticket).toContain(words);
  expect(ticket).not.toMatch(/[€?]|8,50|REPRINT/);
  const shown = serviceAnswers.ticket.parse(await service.get(`/bonwart/jobs/${job.id}/ticket`));
  expect(decodePaper(Buffer.from(shown.bytes, 'base64')).map(ticketText)).toEqual(paper());
  serviceAnswers.status.parse(await service.status());
  serviceAnswers.orders.parse(await service.orders());
  expect(shop.requests[0]?.headers).toMatchObject({ authorization: 'IST.secret-key', 'wix-site-id': 'site' });
  expect(service.output()).not.toContain('IST.secret-key');
  expect(await service.end('SIGTERM')).toBe(0);
});

test('a second look, a restart and a payment print nothing again; a reprint says REPRINT', async () => {
  const { shop, start, paper } = await restaurant();
  const placed = order();
  shop.orders.push(placed);
  const first = await start();
  const job = await eventually('printed', () => jobState(first, 'printed'));
  expect(await first.end('SIGTERM')).toBe(0);
  const second = await start();
  Object.assign(placed, { paymentStatus: 'PAID', updatedDate: new Date().toISOString() });
  const looks = shop.requests.length;
  await eventually('looked again', () => shop.requests.length > looks + 2);
  expect(paper()).toHaveLength(1);
  await second.post(`/bonwart/jobs/${job.id}/reprint`, { reason: 'fell into the soup' });
  await eventually('second ticket', () => paper().length === 2);
  expect(paper()[1]).toMatch(/REPRINT[\s\S]*Versuch 2/);
});

test('a change after printing gives a slip with the differences, a cancellation a slip that says so', async () => {
  const { shop, start, paper } = await restaurant();
  const placed = order();
  shop.orders.push(placed);
  const service = await start();
  await eventually('first', () => paper().length === 1);
  await eventually('printed', () => jobState(service, 'printed'));
  const items = placed.lineItems as unknown[];
  Object.assign(placed, {
    lineItems: [items[0], { quantity: 3, productName: { original: 'Ayran' } }],
    updatedDate: new Date().toISOString(),
  });
  await eventually('change', () => paper().length === 2);
  const change = paper()[1] ?? '';
  expect(change).toMatch(/ÄNDERUNG[\s\S]*ENTFÄLLT[\s\S]*Crème[\s\S]*NEU[\s\S]*3× Ayran/);
  expect(change).not.toContain('Döner');
  Object.assign(placed, { status: 'CANCELED', updatedDate: new Date().toISOString() });
  await eventually('cancel', () => paper().length === 3);
  expect(paper()[2]).toContain('STORNIERT');
});

test('an outage costs no attempt, and what waits is printed when the printer is back', async () => {
  const { shop, printer, start, paper } = await restaurant({}, { power: false });
  shop.orders.push(order(), order());
  const service = await start();
  const waiting = await eventually('waiting', async () => {
    const jobs = (await service.orders()).flatMap((one) => one.jobs);
    return jobs.length === 2 && jobs.every(({ state }) => state === 'waiting-printer') && jobs;
  });
  expect(waiting.map(({ attempts }) => attempts)).toEqual([0, 0]);
  expect((await service.status()).printer.state).toBe('unreachable');
  await printer.set({ power: true });
  await eventually('both', () => paper().length === 2);
});

test('paper that ends in the middle gives one whole ticket after the refill', async () => {
  const { shop, printer, start, paper } = await restaurant({}, { linesLeft: 5 });
  shop.orders.push(order());
  const service = await start();
  await eventually('paused', () => jobState(service, 'paused-in-printer'));
  expect((await service.status()).printer.state).toBe('paper-end');
  await printer.set({ paper: 'enough' });
  await eventually('printed', () => jobState(service, 'printed'));
  expect(paper()).toHaveLength(1);
});

test('an order that cannot be read is kept and seen, and holds up nobody', async () => {
  const { shop, start, paper } = await restaurant();
  shop.orders.push(order({ status: 'SOMETHING NEW' }), { id: 17 }, order());
  const service = await start();
  await eventually('the good one', () => paper().length === 1);
  const status = await service.status();
  expect(status.queue.held).toBe(2);
});

test.each([
  ['A3', { processIds: false }, 'printed'],
  ['A1', { answers: 'mute' as const }, 'sent'],
])('a printer that can prove no more than %s', async (acknowledgement, switches, state) => {
  const { shop, start, paper } = await restaurant({}, switches);
  shop.orders.push(order());
  const service = await start();
  const job = await eventually(state, () => jobState(service, state));
  expect(job.acknowledgement).toBe(acknowledgement);
  expect(paper()).toHaveLength(1);
});
