import { execFile } from 'node:child_process';
import { copyFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { order, startShop, type TestShop } from '../support/shop.ts';

const program = fileURLToPath(new URL('../../../src-pi/service/restore.ts', import.meta.url));

let shop: TestShop;
let restaurant: Restaurant;
let file: string;
/** The backup, in the folder that it is made ready in. */
let backup: string;
beforeEach(async () => {
  shop = await startShop();
  restaurant = await openRestaurant(shop.url);
  file = join(restaurant.root, 'data', 'printer_service.db');
  backup = `${file}.restored`;
});
afterEach(async () => {
  await restaurant.stop();
  await shop.stop();
});

/** Runs the release's program on the backup and the present database, and answers its JSON lines. */
async function restore(parameters: string[], environment: Record<string, string> = {}) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, '--backup', backup, '--present', file, ...parameters],
    { env: { ...process.env, ...environment } },
  );
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>);
}

/** Puts what was made ready in the place of the database of a service that is stopped. */
function putInPlace(): void {
  for (const log of ['-wal', '-shm']) rmSync(`${file}${log}`, { force: true });
  renameSync(backup, file);
}

async function takeBackup(service: RunningService): Promise<void> {
  expect((await service.post('/bonwart/storage/backup')).status).toBe(200);
  const folder = join(restaurant.root, 'data', 'backups');
  copyFileSync(join(folder, readdirSync(folder).sort().at(-1) ?? ''), backup);
}

async function states(service: RunningService): Promise<Record<string, string>> {
  const jobs = (await service.orders()).flatMap((one) => one.jobs);
  return Object.fromEntries(jobs.map((job) => [job.orderNumber, job.state]));
}

const numberOf = (one: Record<string, unknown>) => String(one.number);

/** How often each order lies on the counter without being marked as a second ticket. */
function tickets(number: string): { unmarked: number; marked: number } {
  const mine = restaurant.paper().filter((text) => text.includes(number));
  const marked = mine.filter((text) => text.includes('NACHDRUCK')).length;
  return { unmarked: mine.length - marked, marked };
}

/** One order printed before the backup; after it one printed, one cancelled while it waited, and two that still wait. */
async function aDay() {
  const before = order();
  shop.orders.push(before);
  const service = await restaurant.start();
  await eventually('the first', async () => (await states(service))[numberOf(before)] === 'printed');
  await takeBackup(service);
  const printed = order();
  shop.orders.push(printed);
  await eventually('the second', async () => (await states(service))[numberOf(printed)] === 'printed');
  await restaurant.printer.set({ power: false });
  const waiting = [order(), order()];
  const cancelled = order();
  shop.orders.push(...waiting, cancelled);
  await eventually('all', async () => (await service.orders()).length === 5);
  Object.assign(cancelled, { status: 'CANCELED', updatedDate: new Date().toISOString() });
  await eventually('cancelled', async () => (await states(service))[numberOf(cancelled)] === 'cancelled');
  await eventually('waiting', async () => (await states(service))[numberOf(waiting[1] ?? {})] === 'waiting-printer');
  expect(await service.end('SIGTERM')).toBe(0);
  return { before, printed, waiting, cancelled };
}

/** Starts the service with a printer that prints, and waits until the shop was read from its watermark on. */
async function startAgain(): Promise<RunningService> {
  await restaurant.printer.set({ power: true });
  const looks = shop.requests.length;
  const service = await restaurant.start();
  await eventually('looked', () => shop.requests.length > looks + 3);
  return service;
}

test('what came after the backup stays known: nothing is printed twice, and what waits is asked', async () => {
  const { before, printed, waiting, cancelled } = await aDay();
  const look = await restore([]);
  expect(look.at(-1)).toEqual({ newer: { orders: 4, notPrinted: 2 } });
  expect(look.slice(0, -1).map(({ order: one }) => [one?.number, one?.state])).toEqual([
    [printed.number, 'printed'],
    [waiting[0]?.number, 'not-printed'],
    [waiting[1]?.number, 'not-printed'],
    [cancelled.number, 'printed'],
  ]);
  expect(await restore(['--carry', 'ask'])).toEqual([{ carried: { orders: 4, tickets: 4, held: 2 } }]);
  putInPlace();
  const service = await startAgain();
  expect(await states(service)).toEqual({
    [numberOf(before)]: 'printed',
    [numberOf(printed)]: 'printed',
    [numberOf(waiting[0] ?? {})]: 'held',
    [numberOf(waiting[1] ?? {})]: 'held',
    [numberOf(cancelled)]: 'cancelled',
  });
  // a person decides: one is printed, one was brought to the kitchen by hand
  const held = (await service.orders()).flatMap(({ jobs }) => jobs).filter(({ state }) => state === 'held');
  expect(held.map(({ reason }) => reason)).toEqual(['restored', 'restored']);
  const [first, second] = held;
  await service.post(`/bonwart/jobs/${first?.id}/resolve`, { answer: 'print-again' });
  await service.post(`/bonwart/jobs/${second?.id}/resolve`, { answer: 'printed' });
  await eventually('decided', async () => (await states(service))[first?.orderNumber ?? ''] === 'printed');
  // and what comes now is printed as ever
  const after = order();
  shop.orders.push(after);
  await eventually('the next', async () => (await states(service))[numberOf(after)] === 'printed');
  for (const one of [before, printed, after]) expect(tickets(numberOf(one)).unmarked, numberOf(one)).toBe(1);
  expect(tickets(first?.orderNumber ?? '').unmarked + tickets(first?.orderNumber ?? '').marked).toBe(1);
  expect(tickets(second?.orderNumber ?? '')).toEqual({ unmarked: 0, marked: 0 });
  expect(tickets(numberOf(cancelled))).toEqual({ unmarked: 0, marked: 0 });
});

test('without that the kitchen would cook twice: the tape shows it', async () => {
  const { printed } = await aDay();
  putInPlace();
  await startAgain();
  await eventually('a second ticket', () => tickets(numberOf(printed)).unmarked === 2);
});

test('an order that nobody has seen yet is printed; one that the shop changes gets its slip', async () => {
  const { printed } = await aDay();
  await restore(['--carry', 'ask']);
  putInPlace();
  const missed = order();
  shop.orders.push(missed);
  Object.assign(printed, { buyerNote: 'doch ohne Soße', updatedDate: new Date().toISOString() });
  const service = await startAgain();
  await eventually('both', async () => {
    const jobs = (await service.orders()).flatMap((one) => one.jobs);
    const slip = jobs.find((job) => job.orderNumber === numberOf(printed) && job.kind === 'change');
    return slip?.state === 'printed' && (await states(service))[numberOf(missed)] === 'printed';
  });
  expect(tickets(numberOf(missed)).unmarked).toBe(1);
});

test('killed in the middle the backup is as it was; done again, also twice, it comes to the same', async () => {
  const { waiting } = await aDay();
  const before = dump(backup);
  await expect(restore(['--carry', 'ask'], { CRASH_AT: 'carry-over-half' })).rejects.toMatchObject({
    signal: 'SIGKILL',
  });
  expect(dump(backup)).toEqual(before);
  await restore(['--carry', 'ask']);
  const once = dump(backup);
  expect(once).not.toEqual(before);
  expect(await restore([])).toEqual([{ newer: { orders: 0, notPrinted: 0 } }]);
  await restore(['--carry', 'ask']);
  expect(dump(backup)).toEqual(once);
  // the way back: what only the restoring has held goes on by itself
  const safety = `${file}.safety`;
  copyFileSync(file, safety);
  putInPlace();
  renameSync(safety, backup);
  expect(await restore(['--carry', 'go-on'])).toEqual([{ carried: { orders: 0, tickets: 0, held: 0 } }]);
  putInPlace();
  const service = await startAgain();
  for (const one of waiting)
    await eventually('printed by itself', async () => (await states(service))[numberOf(one)] === 'printed');
});

test('nothing newer: the backup is the present, and says so', async () => {
  shop.orders.push(order());
  const service = await restaurant.start();
  await eventually('printed', async () => Object.values(await states(service))[0] === 'printed');
  await takeBackup(service);
  await service.end('SIGTERM');
  expect(await restore([])).toEqual([{ newer: { orders: 0, notPrinted: 0 } }]);
  expect(await restore(['--carry', 'ask'])).toEqual([{ carried: { orders: 0, tickets: 0, held: 0 } }]);
});

test('a ticket that waits in the backup and is unknown to the present database is asked about', async () => {
  await aDay();
  // the other way round: the present database is older than what takes its place, and has forgotten the waiting ones
  const newest = `${file}.newest`;
  copyFileSync(file, newest);
  copyFileSync(backup, file);
  renameSync(newest, backup);
  expect(await restore(['--carry', 'go-on'])).toEqual([{ carried: { orders: 0, tickets: 0, held: 2 } }]);
  const database = new Database(backup, { readonly: true });
  const held = database.prepare("SELECT reason FROM jobs WHERE state = 'held'").pluck().all();
  database.close();
  expect(held).toEqual(['storage-rebuilt', 'storage-rebuilt']);
});

test('what people were told stays told, and numbers go on', async () => {
  await aDay();
  const present = new Database(file);
  present.exec(`INSERT INTO mails (message_id, kind, type, severity, recipients, happened_at, created_at, state, due_at)
    VALUES ('<one>', 'news', 'weekly', 'info', '[]', '2026-01-01', '2026-01-01', 'handed-over', '2026-01-01')`);
  const last = (table: string, database: Database.Database) =>
    Number(database.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table));
  const numbers = Object.fromEntries(['jobs', 'attempts', 'events'].map((table) => [table, last(table, present)]));
  present.close();
  await restore(['--carry', 'ask']);
  const database = new Database(backup, { readonly: true });
  expect(database.prepare('SELECT message_id FROM mails').pluck().all()).toEqual(['<one>']);
  for (const [table, number] of Object.entries(numbers)) expect(last(table, database)).toBeGreaterThanOrEqual(number);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.pragma('foreign_key_check')).toEqual([]);
  expect(database.pragma('journal_mode', { simple: true })).toBe('delete');
  database.close();
});

/** Orders and tickets of a database, without the times at which they were written. */
function dump(path: string): unknown {
  const database = new Database(path, { readonly: true });
  const rows = (sql: string) => database.prepare(sql).all();
  const all = [
    rows('SELECT id, state, revision, content_hash FROM shop_orders ORDER BY id'),
    rows('SELECT id, order_id, state, reason, attempts FROM jobs ORDER BY id'),
    rows('SELECT id, order_id, status FROM print_jobs ORDER BY id'),
    rows('SELECT id, job_id, result FROM attempts ORDER BY id'),
    rows("SELECT * FROM meta WHERE key != 'storage.tried-at' ORDER BY key"),
  ];
  database.close();
  return all;
}
