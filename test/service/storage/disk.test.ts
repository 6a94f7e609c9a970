import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parking } from '../../../src-pi/service/database/parking.ts';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { order, startShop, type TestShop } from '../support/shop.ts';

const patience = 60_000;
const program = fileURLToPath(new URL('../../../src-pi/service/service.ts', import.meta.url));
let shop: TestShop;
let restaurant: Restaurant;
const cleanUps: (() => void)[] = [];
beforeEach(async () => {
  shop = await startShop();
  restaurant = await openRestaurant(shop.url, { settings: { STORAGE_CHECK_INTERVAL: 0.2 } });
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp();
  await restaurant.stop();
  await shop.stop();
});

const storage = async (service: RunningService) => (await service.status()).storage?.state;
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const printed = (number: unknown) => restaurant.paper().filter((text) => text.includes(String(number))).length;

test('while nothing can be written nothing is printed, and it goes on by itself', async (context) => {
  if (spawnSync('prlimit', ['--version']).status !== 0) return context.skip('prlimit (util-linux) is not here');
  const service = await restaurant.start();
  await eventually('ready', async () => (await service.status()).printer.state === 'ready');
  const first = order();
  shop.orders.push(first);
  await eventually('first', async () => (await service.orders())[0]?.jobs[0]?.state === 'printed');
  // Every write fails now, as on a disk that has become read-only.
  const limit = (bytes: string) =>
    execFileSync('prlimit', ['--pid', String(service.child.pid), `--fsize=${bytes}:unlimited`]);
  limit('0');
  const second = order();
  shop.orders.push(second);
  await eventually('noticed', async () => (await storage(service)) === 'read-only', patience);
  expect(await service.get('/health')).toMatchObject({ status: 'degraded', storage: { state: 'read-only' } });
  const refused = await service.post('/print/retry-failed');
  expect(refused).toMatchObject({ status: 503, body: { error: { code: 'disk.read-only' } } });
  // What is read, is read; the printer is still asked.
  expect((await service.orders()).length).toBe(1);
  await restaurant.printer.set({ cover: 'open' });
  await eventually('cover', async () => (await service.status()).printer.state === 'cover-open', patience);
  await restaurant.printer.set({ cover: 'closed' });
  await eventually('closed', async () => (await service.status()).printer.state === 'ready', patience);
  expect(printed(second.number)).toBe(0);

  limit('unlimited');
  await eventually('second', () => printed(second.number) === 1, patience);
  await eventually('well again', async () => (await storage(service)) === 'ok', patience);
  expect(await service.get('/health')).toMatchObject({ status: 'ok' });
  expect(printed(first.number)).toBe(1);
});

test('on a full disk the reserve is given free, and is filled again when there is room', async (context) => {
  const data = join(restaurant.root, 'data');
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'bonwart', data]).status !== 0)
    return context.skip('mounting a small disk needs root on Linux');
  cleanUps.push(() => spawnSync('umount', ['-l', data]));
  const service = await restaurant.start();
  const reserve = join(data, 'reserve');
  await eventually('reserve', () => existsSync(reserve) && statSync(reserve).size >= 20 * 1024 * 1024, patience);
  // Somebody else fills the disk to the last byte.
  const filler = join(data, 'filler');
  spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k']);
  const orders = Array.from({ length: 30 }, () => order());
  shop.orders.push(...orders);
  await eventually('released', () => !existsSync(reserve), patience);
  await eventually('all printed', () => orders.every(({ number }) => printed(number) === 1), patience);
  await eventually('told', async () => (await storage(service)) === 'low', patience);
  expect(await service.get('/health')).toMatchObject({ status: 'ok' });

  // And now the room of the reserve is gone too.
  spawnSync('dd', ['if=/dev/zero', `of=${filler}-2`, 'bs=4k']);
  const waiting = order();
  shop.orders.push(waiting, ...Array.from({ length: 40 }, () => order()));
  await eventually('full', async () => (await storage(service)) === 'full', patience);
  expect(await service.get('/health')).toMatchObject({ status: 'degraded' });

  spawnSync('rm', [filler, `${filler}-2`]);
  await eventually('printed when there is room', () => printed(waiting.number) === 1, patience);
  await eventually('reserve is back', () => existsSync(reserve), patience);
  expect(orders.filter(({ number }) => printed(number) !== 1)).toEqual([]);
});

test('started on a disk that takes nothing, it says so and waits for it', async (context) => {
  const data = join(restaurant.root, 'data');
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'bonwart', data]).status !== 0)
    return context.skip('mounting a small disk needs root on Linux');
  cleanUps.push(() => spawnSync('umount', ['-l', data]));
  const first = await restaurant.start();
  expect(await first.end('SIGTERM')).toBe(0);
  expect(spawnSync('mount', ['-o', 'remount,ro', data]).status).toBe(0);
  const port = await freePort();
  const child = spawn(process.execPath, [program, '--root', restaurant.root, '--port', String(port)], {
    stdio: 'ignore',
  });
  cleanUps.push(() => child.kill('SIGKILL'));
  const ask = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      async (answer) => ({ status: answer.status, body: (await answer.json()) as Record<string, unknown> }),
      () => null,
    );
  const health = await eventually('degraded', () => ask('/health'), patience);
  expect(health).toMatchObject({ status: 200, body: { status: 'degraded', storage: { state: 'read-only' } } });
  expect(await ask('/bonwart/orders')).toMatchObject({ status: 503, body: { error: { code: 'disk.read-only' } } });
  const waiting = order();
  shop.orders.push(waiting);
  expect(spawnSync('mount', ['-o', 'remount,rw', data]).status).toBe(0);
  await eventually('printed', () => printed(waiting.number) === 1, patience);
  expect(await ask('/health')).toMatchObject({ body: { status: 'ok' } });
});

test('an idle poll writes nothing', async () => {
  mkdirSync(join(restaurant.root, 'data', 'backups'), { recursive: true });
  const service = await restaurant.start();
  shop.orders.push(order());
  await eventually('printed', () => restaurant.paper().length === 1);
  expect((await service.post('/bonwart/storage/backup')).status).toBe(200);
  const reserve = join(restaurant.root, 'data', 'reserve');
  await eventually('reserve', () => existsSync(reserve), patience);
  const files = ['', '-wal', '-shm'].map((end) => join(restaurant.root, 'data', `printer_service.db${end}`));
  const look = () => files.map((file) => statSync(file)).map(({ size, mtimeMs }) => `${size} ${mtimeMs}`);
  await eventually('quiet', async () => (await service.status()).queue.waiting === 0);
  const looks = shop.requests.length;
  await eventually('first polls', () => shop.requests.length > looks + 3);
  const before = look();
  const from = shop.requests.length;
  await eventually('many polls', () => shop.requests.length > from + 30);
  expect(look()).toEqual(before);
});

test('what waits for the disk keeps its order, and what cannot wait is refused', () => {
  const done: string[] = [];
  const told: (string | null)[] = [];
  const refused: string[] = [];
  let broken = true;
  const work = (request: string) => {
    if (broken) throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_WRITE' });
    done.push(request);
  };
  const line = parking<string>({
    reserve: undefined,
    work,
    probe: () => work('probe'),
    mayWait: (request) => request !== 'claim',
    onParked: () => {},
    onRefused: (request) => refused.push(request),
    onFault: (fault) => told.push(fault),
    onReserveReleased: () => {},
  });
  for (const request of ['claim', 'a', 'b', 'c']) line.take(request);
  expect([done, told, refused]).toEqual([[], ['read-only'], ['claim']]);
  broken = false;
  line.take('d');
  expect(done).toEqual([]);
  return expect
    .poll(() => [done, told])
    .toEqual([
      ['a', 'b', 'c', 'd'],
      ['read-only', null],
    ]);
});

test('the reserve is deleted only when the disk is full', () => {
  const reserve = join(restaurant.root, 'reserve');
  let code = 'SQLITE_IOERR_WRITE';
  const line = parking<string>({
    reserve,
    work: () => {
      if (code === 'SQLITE_FULL' && !existsSync(reserve)) return;
      throw Object.assign(new Error(code), { code });
    },
    probe: () => {},
    mayWait: () => false,
    onParked: () => {},
    onRefused: () => {},
    onFault: () => {},
    onReserveReleased: () => {},
  });
  writeFileSync(reserve, 'room');
  line.take('a');
  expect(existsSync(reserve)).toBe(true);
  code = 'SQLITE_FULL';
  line.take('b');
  expect(existsSync(reserve)).toBe(false);
});
