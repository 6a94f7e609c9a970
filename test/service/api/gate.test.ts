import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isLoopback } from '../../../src-pi/service/api/gate.ts';
import { rateLimit } from '../../../src-pi/service/api/rate-limit.ts';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { type RunningService, serviceRoot, startService } from '../support/service.ts';
import { startShop, type TestShop } from '../support/shop.ts';

const token = 'correct-horse-battery-staple';
/** An address of this machine that is not loopback: calls to it come from it, as from another machine. */
const lan = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

let shop: TestShop;
let restaurant: Restaurant;
let service: RunningService;
let port: number;
beforeAll(async () => {
  shop = await startShop();
  restaurant = await openRestaurant(shop.url, { settings: { SERVICE_HOST: '0.0.0.0', SERVICE_TOKEN: token } });
  service = await restaurant.start();
  port = Number(new URL(service.url).port);
});
afterAll(async () => {
  await restaurant.stop();
  await shop.stop();
});

interface Answer {
  status: number;
  body: string;
  headers: Record<string, unknown>;
}
/** A call with exactly these headers: fetch would not let the Host be chosen. */
function ask(host: string, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host, port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    call.on('error', reject);
    call.end();
  });
}

test('what is loopback', () => {
  for (const address of ['127.0.0.1', '127.9.9.9', '::1', '[::1]', '::ffff:127.0.0.1', 'localhost', 'LOCALHOST'])
    expect(isLoopback(address), address).toBe(true);
  for (const address of [
    '',
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '1270.0.1',
  ])
    expect(isLoopback(address), address).toBe(false);
});

test('a website cannot reach the service through a browser on this machine', async () => {
  expect((await ask('127.0.0.1', '/bonwart/orders', { host: `127.0.0.1:${port}` })).status).toBe(200);
  expect((await ask('127.0.0.1', '/bonwart/orders', { host: 'localhost' })).status).toBe(200);
  // Rebinding: the name is the attacker's, the address is ours.
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example'])
    expect((await ask('127.0.0.1', '/bonwart/orders', { host })).status, host).toBe(403);
  // A form or a script of another page, sent to our own name.
  const foreign = { host: `127.0.0.1:${port}`, origin: 'http://evil.example' };
  expect((await ask('127.0.0.1', '/print/retry-failed', foreign, 'POST')).status).toBe(403);
  expect((await ask('127.0.0.1', '/health', { ...foreign, origin: 'null' })).status).toBe(403);
  const crossSite = { host: `127.0.0.1:${port}`, 'sec-fetch-site': 'cross-site' };
  expect((await ask('127.0.0.1', '/bonwart/orders', crossSite)).status).toBe(403);
});

test('another machine needs the token for everything but a bare health', async (context) => {
  if (!lan) return context.skip('this machine has no address but loopback');
  const wrong = ['', `${token}x`, token.slice(0, -1), token.toUpperCase()];
  expect((await ask(lan, '/bonwart/orders')).status).toBe(401);
  for (const one of wrong)
    expect((await ask(lan, '/bonwart/orders', { authorization: `Bearer ${one}` })).status).toBe(401);
  expect((await ask(lan, '/bonwart/orders', { authorization: `Basic ${token}` })).status).toBe(401);
  expect((await ask(lan, `/bonwart/orders?token=${token}`)).status).toBe(401);
  for (const path of [
    '//health',
    '/health/../bonwart/orders',
    '/nowhere',
    '/events',
    '/openapi.json',
    '/health/metrics',
  ])
    expect((await ask(lan, path)).status, path).toBe(401);
  expect((await ask(lan, '/bonwart/orders', { authorization: `Bearer ${token}` })).status).toBe(200);
  const health = await ask(lan, '/health');
  expect([health.status, JSON.parse(health.body)]).toEqual([200, { status: expect.any(String) }]);
  expect(JSON.parse((await ask(lan, '/health', { authorization: `Bearer ${token}` })).body)).toHaveProperty('printer');
  expect(service.output()).not.toContain(token);
});

test('too many calls of one machine get 429 with a time, others are not held up', async (context) => {
  if (!lan) return context.skip('this machine has no address but loopback');
  // Fewer at a time than connections are let in, so that it is the calls that are counted.
  let refused: Answer | undefined;
  for (let round = 0; round < 40 && !refused; round += 1) {
    const some = await Promise.all(Array.from({ length: 10 }, () => ask(lan, '/health').catch(() => null)));
    refused = some.find((answer) => answer?.status === 429) ?? undefined;
  }
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  expect((await ask('127.0.0.1', '/health', { host: 'localhost' })).status).toBe(200);
});

test('the bucket fills evenly, and forgets the quietest', () => {
  let at = 0;
  const limit = rateLimit({ perSecond: 10, atOnce: 3 }, () => at);
  expect([1, 2, 3].map(() => limit.take('a'))).toEqual([0, 0, 0]);
  expect(limit.take('a')).toBeCloseTo(0.1);
  expect(limit.take('b')).toBe(0);
  at += 100;
  expect(limit.take('a')).toBe(0);
  expect(limit.take('a')).toBeGreaterThan(0);
  for (let caller = 0; caller < 5000; caller += 1) limit.take(`flood-${caller}`);
  expect(limit.take('a')).toBe(0);
});

test('connections of one machine are bounded; the own machine still gets in', async (context) => {
  if (!lan) return context.skip('this machine has no address but loopback');
  const sockets = Array.from({ length: 60 }, () => connect(port, lan).on('error', () => {}));
  const closed = new Set<number>();
  for (const [index, socket] of sockets.entries()) socket.on('close', () => closed.add(index)).resume();
  await expect.poll(() => closed.size).toBeGreaterThanOrEqual(40);
  expect((await ask('127.0.0.1', '/health', { host: 'localhost' })).status).toBe(200);
  for (const socket of sockets) socket.destroy();
});

test('who sends nothing, or drop by drop, is let go; a body that is too large is refused', async () => {
  const silent = connect(port, '127.0.0.1').on('error', () => {});
  const dripping = connect(port, '127.0.0.1').on('error', () => {});
  dripping.write('GET /health HTTP/1.1\r\nhost: localhost\r\n');
  const drip = setInterval(() => dripping.write('x-drop: 1\r\n'), 500);
  const ends = [silent, dripping].map((socket) => new Promise((resolve) => socket.once('close', resolve).resume()));
  const large = await service.post(`/bonwart/jobs/1/reprint`, { reason: 'x'.repeat(300_000) });
  expect(large.status).toBe(413);
  const [headers] = await Promise.all([
    ask('127.0.0.1', '/health', { host: 'localhost', 'x-long': 'x'.repeat(20_000) }),
    ...ends,
  ]);
  expect(headers.status).toBe(431);
  clearInterval(drip);
});

test('it does not start on an address of the network without a token, and says why', async () => {
  for (const SERVICE_HOST of ['0.0.0.0', '::', ...(lan ? [lan] : [])]) {
    const { root, remove } = serviceRoot({ SERVICE_HOST });
    const refused = await startService(root);
    expect(await refused.ended).toBe(78);
    expect(refused.output()).toContain('"key":"SERVICE_TOKEN"');
    remove();
  }
  const { root, remove } = serviceRoot({ SERVICE_HOST: '0.0.0.0', SERVICE_TOKEN: 'short' });
  const refused = await startService(root);
  expect(await refused.ended).toBe(78);
  expect(refused.output()).not.toContain('short');
  remove();
});
