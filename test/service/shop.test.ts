import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { readSamples } from '../../src-main/practice/shop/samples.ts';
import { startShop as startWix } from '../../src-main/practice/shop/shop.ts';
import { decodePaper } from '../../src-shared/paper/decode.ts';
import { openRestaurant } from './support/restaurant.ts';
import { eventually, type RunningService } from './support/service.ts';
import { order, startShop } from './support/shop.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function scripted(settings: Record<string, string | number> = {}) {
  const shop = await startShop();
  cleanUps.push(shop.stop);
  const restaurant = await openRestaurant(shop.url, { settings });
  cleanUps.push(restaurant.stop);
  return { shop, restaurant };
}
const printed = async (service: RunningService) =>
  (await service.orders()).flatMap(({ jobs }) => jobs).filter(({ state }) => state === 'printed');
const wixState = (service: RunningService, state: string) =>
  eventually(state, async () => (await service.status()).wix.state === state);

test('every order of the pretend shop comes out, explained to the last byte', async () => {
  const wix = await startWix({
    apiKey: 'IST.secret-key',
    siteId: 'site',
    followUps: false,
    switches: { requestsPerMinute: 10_000 },
  });
  cleanUps.push(wix.stop);
  const restaurant = await openRestaurant(wix.baseUrl);
  cleanUps.push(restaurant.stop);
  const samples = readSamples(new URL('../../resources/practice/orders', import.meta.url).pathname);
  const placed = samples.map((sample) => wix.place(sample)).filter(({ status }) => status === 'APPROVED');
  const service = await restaurant.start();
  await eventually('all printed', async () => (await printed(service)).length === placed.length);
  const papers = restaurant.paper();
  for (const { number } of placed) expect(papers.filter((text) => text.includes(number))).toHaveLength(1);
  for (const ticket of restaurant.printer.tickets())
    expect(decodePaper(ticket.bytes).flatMap(({ oddities }) => oddities)).toEqual([]);
});

test('60 orders of one moment over several pages, one of them late and old, are all printed once', async () => {
  const { shop, restaurant } = await scripted();
  const updatedDate = new Date().toISOString();
  shop.pageSize = 16;
  shop.orders.push(...Array.from({ length: 60 }, () => order({ updatedDate })));
  const service = await restaurant.start();
  await eventually('watermark', () => shop.requests.length > 8);
  shop.orders.push(order({ createdDate: new Date(Date.now() - 3 * 3_600_000).toISOString(), updatedDate }));
  await eventually(
    'all printed',
    async () => (await service.status()).queue.waiting === 0 && restaurant.printer.tickets().length === 61,
    25_000,
  );
  const numbers = shop.orders.map(({ number }) => String(number));
  const papers = restaurant.paper();
  for (const number of numbers) expect(papers.filter((text) => text.includes(number))).toHaveLength(1);
});

test('a refusal is told as one and asked again once a minute at most; other failures pass', async () => {
  const { shop, restaurant } = await scripted();
  shop.failure = { status: 500 };
  const service = await restaurant.start();
  await wixState(service, 'offline');
  shop.failure = null;
  await wixState(service, 'online');
  shop.failure = { status: 429, headers: { 'retry-after': '1' } };
  await eventually('429', async () => (await service.status()).wix.detail === 'HTTP 429');
  const asked = shop.requests.length;
  const last = shop.requests.at(-1)?.at ?? 0;
  shop.failure = { status: 403 };
  await wixState(service, 'refused');
  expect(shop.requests.length).toBe(asked + 1);
  expect((shop.requests.at(-1)?.at ?? 0) - last).toBeGreaterThanOrEqual(1000);
  shop.failure = null;
  await service.post('/connectivity/check');
  expect(shop.requests.length).toBe(asked + 1);
});

test('an idle look writes nothing', async () => {
  const { shop, restaurant } = await scripted();
  shop.orders.push(order());
  const service = await restaurant.start();
  await eventually('printed', async () => (await printed(service)).length === 1);
  const events = () => service.get<{ events: unknown[] }>('/connectivity/events?limit=500');
  const before = JSON.stringify(await events());
  const { statSync } = await import('node:fs');
  const wal = () => statSync(`${restaurant.root}/data/printer_service.db-wal`);
  const { size, mtimeMs } = wal();
  const looks = shop.requests.length;
  await eventually('ten looks', () => shop.requests.length > looks + 10);
  expect([wal().size, wal().mtimeMs, JSON.stringify(await events())]).toEqual([size, mtimeMs, before]);
});

test("the shop's signed word makes the service look at once, and nobody else's does", async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { shop, restaurant } = await scripted({
    WIX_POLL_INTERVAL_MS: 600_000,
    WIX_WEBHOOK_PUBLIC_KEY: Buffer.from(publicKey.export({ type: 'spki', format: 'pem' }).toString()).toString(
      'base64',
    ),
  });
  const service = await restaurant.start();
  await eventually('first look', () => shop.requests.length === 1);
  shop.orders.push(order());
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256' })}.${part({ iat: Math.floor(Date.now() / 1000), data: 'ignored' })}`;
  const signature = createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url');
  const send = async (body: string) =>
    (await fetch(`${service.url}/webhook/orders`, { method: 'POST', body, headers: { 'content-type': 'text/plain' } }))
      .status;
  expect(await send(`${text}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`)).toBe(401);
  expect(await send('hello')).toBe(400);
  expect(shop.requests).toHaveLength(1);
  expect(await send(`${text}.${signature}`)).toBe(200);
  await eventually('printed', async () => (await printed(service)).length === 1);
  expect(shop.requests).toHaveLength(2);
});
