import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { order, startShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
let restaurant: Restaurant;
let file: string;
beforeEach(async () => {
  shop = await startShop();
  restaurant = await openRestaurant(shop.url);
  file = join(restaurant.root, 'data', 'printer_service.db');
});
afterEach(async () => {
  await restaurant.stop();
  await shop.stop();
});

const kinds = (service: RunningService) =>
  service.orders().then((orders) => orders.flatMap(({ jobs }) => jobs.map(({ state }) => state)));

/** An order printed, one that waits for the printer, and a backup of it all. */
async function withBackup(): Promise<RunningService> {
  shop.orders.push(order());
  const service = await restaurant.start();
  await eventually('printed', async () => (await kinds(service)).includes('printed'));
  await restaurant.printer.set({ power: false });
  shop.orders.push(order());
  await eventually('waiting', async () => (await kinds(service)).includes('waiting-printer'));
  expect((await service.post('/bonwart/storage/backup')).status).toBe(200);
  return service;
}

/** Writes over pages in the middle of the file: the header still looks good. */
function damage(): void {
  for (const log of ['-wal', '-shm']) rmSync(`${file}${log}`, { force: true });
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4096, Math.min(bytes.length, 200_000));
  writeFileSync(file, bytes);
}

function setAside(): string[] {
  const folder = join(restaurant.root, 'data', 'damaged');
  return existsSync(folder) ? readdirSync(folder).flatMap((name) => readdirSync(join(folder, name))) : [];
}

test('a damaged file is set aside; the newest good backup takes its place, and nothing is printed again by itself', async () => {
  const service = await withBackup();
  // After the backup the waiting order is printed: the backup does not know that.
  await restaurant.printer.set({ power: true });
  await eventually('both', () => restaurant.paper().length === 2);
  await eventually('known', async () => (await kinds(service)).filter((state) => state === 'printed').length === 2);
  expect(await service.end('SIGTERM')).toBe(0);
  // A newer backup that is itself broken is passed over.
  const backups = join(restaurant.root, 'data', 'backups');
  const broken = join(backups, 'printer_service-2099-01-01T03-30-00Z.db');
  writeFileSync(broken, readFileSync(join(backups, readdirSync(backups)[0] ?? '')));
  truncateSync(broken, Math.floor(statSync(broken).size / 2));
  damage();

  const looks = shop.requests.length;
  const again = await restaurant.start();
  await eventually('looked', () => shop.requests.length > looks + 3);
  const states = await kinds(again);
  expect(states).toContain('printed');
  expect(states).toContain('held');
  expect(restaurant.paper()).toHaveLength(2);
  expect(setAside()).toContain('printer_service.db');
  expect(again.output()).toContain('a backup took its place');
  const database = new Database(file, { readonly: true });
  const mark = database.prepare("SELECT value FROM meta WHERE key = 'rebuilt-at'").get() as { value: string };
  const told = database.prepare("SELECT data FROM events WHERE kind = 'storage-rebuilt'").get() as { data: string };
  database.close();
  expect(Date.parse(mark.value)).toBeGreaterThan(0);
  expect(JSON.parse(told.data)).toMatchObject({ held: 1, backupAt: expect.any(String) });

  // A second start rebuilds nothing any more.
  expect(await again.end('SIGTERM')).toBe(0);
  const third = await restaurant.start();
  expect(third.output()).not.toContain('took its place');
  expect((await third.status()).storage?.state).toBe('ok');
});

test('a file that is gone while there are backups is not taken for a new shop', async () => {
  const service = await withBackup();
  await service.end('SIGKILL');
  for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
  const again = await restaurant.start();
  expect(again.output()).toContain('a backup took its place');
  expect(await kinds(again)).toEqual(expect.arrayContaining(['held', 'printed']));
});

test.each(['rebuild-set-aside', 'rebuild-restored'])(
  'killed at %s, the next start ends the rebuilding',
  async (point) => {
    const service = await withBackup();
    expect(await service.end('SIGTERM')).toBe(0);
    damage();
    const killed = await restaurant.start({ CRASH_AT: point });
    expect(await killed.ended).toBe('SIGKILL');
    const again = await restaurant.start();
    expect(again.output()).toContain('a backup took its place');
    expect((await kinds(again)).sort()).toEqual(['held', 'printed']);
    expect(setAside()).toContain('printer_service.db');
    expect(existsSync(join(restaurant.root, 'data', 'rebuilding'))).toBe(false);
  },
);

test('a file that was found wanting at work is looked at wholly, and kept if it is sound', async () => {
  const service = await withBackup();
  expect(await service.end('SIGTERM')).toBe(0);
  writeFileSync(`${file}.suspect`, 'index page is malformed\n');
  const sound = await restaurant.start();
  expect(sound.output()).not.toContain('took its place');
  expect(existsSync(`${file}.suspect`)).toBe(false);
});

test('killed in the middle of a backup, no half one has a name, and the next is whole', async () => {
  const service = await withBackup();
  expect(await service.end('SIGTERM')).toBe(0);
  const folder = join(restaurant.root, 'data', 'backups');
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  const killed = await restaurant.start({ CRASH_AT: 'backup-half' });
  // The copy is made by a process of its own: it alone dies, and the service goes on.
  expect(await killed.post('/bonwart/storage/backup')).toMatchObject({ status: 500 });
  expect(await killed.get('/health')).toMatchObject({ status: 'ok' });
  expect(await killed.end('SIGKILL')).toBe('SIGKILL');
  expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual([]);
  const again = await restaurant.start();
  const { body } = await again.post<{ path: string }>('/bonwart/storage/backup');
  expect(readdirSync(folder)).toEqual([body.path.split('/').at(-1)]);
  const copy = new Database(body.path, { readonly: true });
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copy.prepare('SELECT count(*) AS count FROM jobs').get()).toEqual({ count: 2 });
  copy.close();
});
