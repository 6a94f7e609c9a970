import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { openRestaurant } from './support/restaurant.ts';
import { eventually } from './support/service.ts';
import { order, startShop } from './support/shop.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const program = fileURLToPath(new URL('../../src-pi/service/migrate.ts', import.meta.url));
const migrate = (file: string, to: number) =>
  execFileSync(process.execPath, [program, '--database', file, '--to', String(to)]);

test('what the older service left is printed, what it printed is not, and what we leave it finds', async () => {
  const shop = await startShop();
  cleanUps.push(shop.stop);
  const restaurant = await openRestaurant(shop.url);
  cleanUps.push(restaurant.stop);
  const file = `${restaurant.root}/data/printer_service.db`;
  const [waiting, done, fresh] = [order(), order(), order()];
  migrate(file, 1);
  migrate(file, 0);
  const old = new Database(file);
  const at = '2026-11-23T08:43:25.689005';
  for (const [index, one] of [waiting, done].entries()) {
    old
      .prepare("INSERT INTO orders VALUES (?, ?, 'APPROVED', '[]', '{}', '{}', 1, 'EUR', ?, ?, ?, NULL)")
      .run(`old-${index}`, one?.id, at, at, at);
    old
      .prepare(
        "INSERT INTO print_jobs (order_id, job_type, status, content, created_at, updated_at) VALUES (?, 'kitchen', ?, ?, ?, ?)",
      )
      .run(`old-${index}`, index === 0 ? 'pending' : 'completed', `Alter Bon ${index}`, at, at);
  }
  old.close();
  migrate(file, 7);
  shop.orders.push(waiting as never, done as never, fresh as never);
  const service = await restaurant.start();
  await eventually('both', () => restaurant.paper().length === 2);
  await eventually('quiet', async () => (await service.status()).queue.waiting === 0);
  expect(restaurant.paper().filter((text) => text.includes('Alter Bon 0'))).toHaveLength(1);
  expect(restaurant.paper().filter((text) => text.includes(String(fresh?.number)))).toHaveLength(1);

  // An order that comes while the printer is off, then the way back to the older service.
  await restaurant.printer.set({ power: false });
  const late = order();
  shop.orders.push(late);
  await eventually('waiting', async () => (await service.status()).queue.waiting === 1);
  expect(await service.end('SIGTERM')).toBe(0);
  migrate(file, 0);
  const after = new Database(file);
  const pending = after
    .prepare(
      "SELECT wix_order_id, content FROM print_jobs JOIN orders ON orders.id = order_id WHERE print_jobs.status = 'pending'",
    )
    .all();
  expect(pending).toMatchObject([{ wix_order_id: late.id, content: expect.stringContaining(String(late.number)) }]);
  after.close();

  // And forward again: nothing is printed twice.
  const papers = restaurant.paper().length;
  migrate(file, 7);
  await restaurant.printer.set({ power: true });
  const looks = shop.requests.length;
  const again = await restaurant.start();
  await eventually('the late one', () => restaurant.paper().length === papers + 1);
  await eventually('looked', () => shop.requests.length > looks + 2);
  await eventually('quiet', async () => (await again.status()).queue.waiting === 0);
  expect(restaurant.paper()).toHaveLength(papers + 1);
  expect(restaurant.paper().at(-1)).toContain(String(late.number));
});
