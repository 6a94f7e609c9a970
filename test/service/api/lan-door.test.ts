import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import type { NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { ownAddresses } from '../../../src-pi/service/api/lan-door.ts';
import { readLanPort } from '../../../src-shared/service/lan-access.ts';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { order, startShop, type TestShop } from '../support/shop.ts';

const token = 'correct-horse-battery-staple';
/** An address of this machine that is not loopback: calls to it come from it, as from another machine. */
const lan = ownAddresses().find((address) => !address.startsWith('['));
const noLan = 'this machine has no address but loopback';

let shop: TestShop | undefined;
let restaurant: Restaurant | undefined;
let taker: Server | undefined;
afterEach(async () => {
  await restaurant?.stop();
  await shop?.stop();
  taker?.close();
  restaurant = shop = taker = undefined;
});

async function listen(port = 0): Promise<Server> {
  const server = createServer().listen(port);
  await once(server, 'listening');
  return server;
}
const portOf = (server: Server) => (server.address() as AddressInfo).port;
async function freePort(): Promise<number> {
  const server = await listen();
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

async function openService(settings: Record<string, string | number>): Promise<RunningService> {
  shop = await startShop();
  restaurant = await openRestaurant(shop.url, { settings });
  return restaurant.start();
}

const doorIs = (service: RunningService, state: string) =>
  eventually(`door ${state}`, async () => {
    const { lan: door } = await service.status();
    return door?.state === state ? door : null;
  });

/** The answer's head, with exactly these headers. */
function call(
  host: string,
  port: number,
  path: string,
  headers: Record<string, string> = {},
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ host, port, path, headers, agent: false }, resolve).on('error', reject).end();
  });
}
async function ask(...asked: Parameters<typeof call>): Promise<{ status: number; body: string }> {
  const response = await call(...asked);
  let body = '';
  for await (const part of response) body += part;
  return { status: response.statusCode ?? 0, body };
}
const withToken = { authorization: `Bearer ${token}` };

test('whoever comes by the network brings the token; beside loopback, which stays as it was', async (context) => {
  if (!lan) return context.skip(noLan);
  const port = await freePort();
  const service = await openService({ SERVICE_LAN_PORT: port, SERVICE_TOKEN: token });
  expect(await doorIs(service, 'open')).toMatchObject({ port });
  for (const path of ['/bonwart/orders', '/bonwart/lan-access', '/events', '/metrics', '/openapi.json', '/nowhere'])
    expect((await ask(lan, port, path)).status, path).toBe(401);
  expect((await ask(lan, port, '/bonwart/orders', { authorization: `Bearer ${token}x` })).status).toBe(401);
  // the name of this machine in the Host makes nobody a caller of this machine
  expect((await ask(lan, port, '/bonwart/orders', { host: 'localhost' })).status).toBe(401);
  expect((await ask(lan, port, '/bonwart/orders', withToken)).status).toBe(200);
  expect((await ask(lan, port, '/metrics', withToken)).body).toContain('# HELP');
  const health = await ask(lan, port, '/health');
  expect([health.status, JSON.parse(health.body)]).toEqual([200, { status: expect.any(String) }]);
  // on this machine, by loopback, it is the same as the other door
  expect((await ask('127.0.0.1', port, '/bonwart/orders', { host: 'localhost' })).status).toBe(200);
  expect((await ask('127.0.0.1', port, '/bonwart/orders', { host: 'evil.example' })).status).toBe(403);
  const answer = await service.get<{ addresses: string[]; hasToken: boolean }>('/bonwart/lan-access');
  expect(answer).toMatchObject({ door: { state: 'open', port }, hasToken: true });
  expect(answer.addresses).toContain(lan);
  expect(JSON.stringify(answer) + service.output()).not.toContain(token);
});

test('limits and deadlines are those of the other door', { timeout: 60_000 }, async (context) => {
  if (!lan) return context.skip(noLan);
  const port = await freePort();
  const service = await openService({ SERVICE_LAN_PORT: port, SERVICE_TOKEN: token });
  await doorIs(service, 'open');
  const dripping = connect(port, lan).on('error', () => {});
  dripping.write('GET /health HTTP/1.1\r\nhost: pi\r\n');
  const drip = setInterval(() => dripping.write('x-drop: 1\r\n'), 500);
  const letGo = new Promise((resolve) => dripping.once('close', resolve).resume());
  expect((await ask(lan, port, '/health', { 'x-long': 'x'.repeat(20_000) })).status).toBe(431);
  const sockets = Array.from({ length: 60 }, () => connect(port, lan).on('error', () => {}));
  const closed = new Set<number>();
  for (const [index, socket] of sockets.entries()) socket.on('close', () => closed.add(index)).resume();
  await expect.poll(() => closed.size).toBeGreaterThanOrEqual(40);
  expect((await service.get<{ status: string }>('/health')).status).toBe('ok');
  for (const socket of sockets) socket.destroy();
  await letGo;
  clearInterval(drip);
});

test('events go through it, and it is closed with all who are inside when the service ends', async (context) => {
  if (!lan) return context.skip(noLan);
  const port = await freePort();
  const service = await openService({ SERVICE_LAN_PORT: port, SERVICE_TOKEN: token });
  await doorIs(service, 'open');
  const events = await call(lan, port, '/events', withToken);
  let heard = '';
  events.setEncoding('utf8').on('data', (part) => {
    heard += part;
  });
  events.on('error', () => {});
  await eventually('a first word', () => heard.includes('event: status'));
  shop?.orders.push(order());
  await eventually('an event', () => heard.includes('event: order-seen') || heard.includes('event: job-queued'));
  const silent = connect(port, lan).on('error', () => {});
  await once(silent, 'connect');
  const ends = [once(events, 'close'), once(silent.resume(), 'close')];
  expect(await service.end('SIGTERM')).toBe(0);
  await Promise.all(ends);
  const refused = connect(port, lan);
  const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});

test.each([
  ['no-token', { SERVICE_LAN_PORT: 'free' }],
  ['bad-port', { SERVICE_LAN_PORT: 'eight thousand', SERVICE_TOKEN: token }],
  ['closed', { SERVICE_LAN_PORT: 0, SERVICE_TOKEN: token }],
])('%s: it stays closed, the service says so and prints', async (state, settings: Record<string, string | number>) => {
  const port = await freePort();
  const service = await openService({ ...settings, ...(state === 'no-token' ? { SERVICE_LAN_PORT: port } : {}) });
  expect(await doorIs(service, state)).toMatchObject({ port: state === 'no-token' ? port : null });
  const refused = connect(port, '127.0.0.1');
  expect(((await once(refused, 'error')) as [NodeJS.ErrnoException])[0].code).toBe('ECONNREFUSED');
  const [one] = [order()];
  shop?.orders.push(one);
  await eventually('it prints', () => restaurant?.paper().some((text) => text.includes(String(one.number))));
  if (state !== 'closed') expect(service.output()).toContain('not open to the network');
});

test('a port that another program has keeps nobody from printing; it opens when it is free', async () => {
  taker = await listen();
  const port = portOf(taker);
  const service = await openService({ SERVICE_LAN_PORT: port, SERVICE_TOKEN: token });
  expect(await doorIs(service, 'port-taken')).toMatchObject({ port });
  const one = order();
  shop?.orders.push(one);
  await eventually('it prints', () => restaurant?.paper().some((text) => text.includes(String(one.number))));
  const alerts = async () =>
    (await service.get<{ alerts: { type: string }[] }>('/self-healing/status')).alerts.map(({ type }) => type);
  await eventually('people can see it', async () => (await alerts()).includes('lan_access'));
  taker.close();
  await doorIs(service, 'open');
  await eventually('it is over', async () => !(await alerts()).includes('lan_access'));
});

test('a wanted port is read, and what is none never throws', () => {
  expect(['', ' ', '0', '8010', '65535', '1024'].map(readLanPort)).toEqual([null, null, null, 8010, 65_535, 1024]);
  for (const text of ['80', '65536', '8010.5', '-8010', 'x', '8010 8011', '1e4', '99999999999'])
    expect(readLanPort(text), text).toBe('bad');
});

test('of the own addresses those that others reach, by cable first', () => {
  const one = (address: string, family = 'IPv4', internal = false) =>
    ({ address, family, internal }) as NetworkInterfaceInfo;
  const interfaces = {
    lo: [one('127.0.0.1', 'IPv4', true)],
    docker0: [one('172.17.0.1')],
    'br-4f': [one('172.18.0.1')],
    wlan0: [one('192.168.1.31'), one('fe80::1', 'IPv6')],
    eth0: [one('192.168.1.30'), one('2001:db8::5', 'IPv6')],
    eth1: [one('169.254.3.4')],
  };
  expect(ownAddresses(() => interfaces)).toEqual(['192.168.1.30', '192.168.1.31']);
  expect(ownAddresses(() => ({ eth0: [one('2001:db8::5', 'IPv6'), one('fe80::1', 'IPv6')] }))).toEqual([
    '[2001:db8::5]',
  ]);
  const broken = (): ReturnType<typeof networkInterfaces> => {
    throw new Error('no netlink');
  };
  expect(ownAddresses(broken)).toEqual([]);
});
