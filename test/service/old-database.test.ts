import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { legacyTime } from '../../src-pi/service/database/times.ts';
import { openRestaurant, type Restaurant } from './support/restaurant.ts';
import { eventually, type RunningService } from './support/service.ts';
import { order, startShop, type TestShop } from './support/shop.ts';

let shop: TestShop;
let restaurant: Restaurant;
beforeEach(async () => {
  shop = await startShop();
  restaurant = await openRestaurant(shop.url);
});
afterEach(async () => {
  await restaurant.stop();
  await shop.stop();
});

const program = fileURLToPath(new URL('../../src-pi/service/migrate.ts', import.meta.url));
const migrate = (file: string, to: number) =>
  execFileSync(process.execPath, [program, '--database', file, '--to', String(to)]);

/** The database as the older service makes it, with its own indentation and without a write-ahead log. */
const legacySchema = `
CREATE TABLE orders (id TEXT PRIMARY KEY, wix_order_id TEXT UNIQUE NOT NULL, status TEXT NOT NULL, items_json TEXT NOT NULL,
  customer_json TEXT NOT NULL, delivery_json TEXT NOT NULL, total_amount REAL NOT NULL, currency TEXT NOT NULL DEFAULT 'EUR',
  order_date TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, raw_data_json TEXT);
CREATE TABLE print_jobs (id INTEGER PRIMARY KEY AUTOINCREMENT, order_id TEXT NOT NULL, job_type TEXT NOT NULL, status TEXT NOT NULL,
  content TEXT NOT NULL, printer_name TEXT, attempts INTEGER DEFAULT 0, max_attempts INTEGER DEFAULT 3, created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL, printed_at TEXT, error_message TEXT, FOREIGN KEY (order_id) REFERENCES orders (id));
CREATE TABLE offline_queue (id TEXT PRIMARY KEY, item_type TEXT NOT NULL, item_id TEXT NOT NULL, priority INTEGER NOT NULL,
  status TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, retry_count INTEGER DEFAULT 0,
  max_retries INTEGER DEFAULT 3, expires_at TEXT, error_message TEXT, metadata TEXT);
CREATE TABLE connectivity_events (id INTEGER PRIMARY KEY AUTOINCREMENT, event_type TEXT NOT NULL, component TEXT NOT NULL,
  status TEXT NOT NULL, timestamp TEXT NOT NULL, duration_offline REAL, details TEXT);`;

const at = '2026-01-05T08:43:25.689005';
const anHourAgo = legacyTime(new Date(Date.now() - 60 * 60 * 1000));
/** Each row: how the older service left a job, and the order that it is for. */
const left = [
  ['kitchen', 'pending', null],
  ['receipt', 'pending', null],
  ['driver', 'pending', null],
  ['kitchen', 'failed', 'queued again'],
  ['kitchen', 'printing', null],
  ['kitchen', 'failed', 'given up long ago'],
  ['kitchen', 'completed', null],
  ['kitchen', 'failed', 'given up today'],
] as const;

function makeLegacy(file: string): void {
  const old = new Database(file);
  old.exec(legacySchema);
  left.forEach(([type, status, error], index) => {
    old
      .prepare("INSERT INTO orders VALUES (?, ?, 'APPROVED', '[]', '{}', '{}', 1, 'EUR', ?, ?, ?, NULL)")
      .run(`old-${index}`, `wix-${index}`, at, at, at);
    old
      .prepare(
        `INSERT INTO print_jobs (order_id, job_type, status, content, attempts, created_at, updated_at, error_message)
         VALUES (?, ?, ?, ?, 1, ?, ?, ?)`,
      )
      .run(`old-${index}`, type, status, `Alter Bon ${index}`, at, error === 'given up today' ? anHourAgo : at, error);
  });
  const items = JSON.stringify([{ quantity: 2, name: 'Lahmacun ohne Bon' }]);
  old
    .prepare("INSERT INTO orders VALUES ('old-99', 'wix-99', 'APPROVED', ?, '{}', '{}', 1, 'EUR', ?, ?, ?, NULL)")
    .run(items, at, at, at);
  const queue = old.prepare("INSERT INTO offline_queue VALUES (?, ?, ?, 2, 'queued', ?, ?, 1, 3, NULL, NULL, NULL)");
  queue.run('q1', 'print_job', '4', at, at);
  queue.run('q2', 'order', 'old-99', at, at);
  old.close();
}

const look = (file: string) => {
  const database = new Database(file, { readonly: true });
  const schema = database
    .prepare("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY rowid")
    .all();
  const orders = database.prepare("SELECT * FROM orders WHERE id LIKE 'old-%' ORDER BY id").all();
  const jobs = database
    .prepare(
      "SELECT id, order_id, job_type, content, created_at FROM print_jobs WHERE order_id LIKE 'old-%' AND id <= 8",
    )
    .all();
  const mode = database.pragma('journal_mode', { simple: true });
  database.close();
  return { schema, orders, jobs, mode };
};

/** What the older service would print after it is started again: with Python as it does, where there is Python. */
function olderServicePrints(file: string): string[] {
  const query = `SELECT p.id, p.content FROM print_jobs p JOIN orders o ON o.id = p.order_id WHERE p.status = 'pending'
    UNION SELECT p.id, p.content FROM offline_queue q JOIN print_jobs p ON q.item_type = 'print_job' AND q.item_id = p.id
    WHERE q.status = 'queued' AND p.status != 'completed' ORDER BY 1`;
  const script = `import json, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(json.dumps([row[1] for row in connection.execute(sys.argv[2])]))`;
  const python = spawnSync('python3', ['-c', script, file, query], { encoding: 'utf8' });
  if (python.status === 0) return JSON.parse(python.stdout);
  console.log('python3 is not here: the older service is read with plain SQL');
  const database = new Database(file, { readonly: true });
  const rows = database.prepare(query).all() as { content: string }[];
  database.close();
  return rows.map(({ content }) => content);
}

const quiet = (service: RunningService) =>
  eventually('quiet', async () => {
    const { queue, lastPrinted } = await service.status();
    return queue.waiting === 0 && lastPrinted !== null;
  });

test.each(['data/printer_service.db', 'wix_printer_service.db'])(
  'what the older service left in %s is printed once, and it can go on with what we leave',
  async (place) => {
    const file = join(restaurant.root, place);
    mkdirSync(join(restaurant.root, 'data'), { recursive: true });
    makeLegacy(file);
    const before = look(file);
    expect(before.mode).toBe('delete');
    expect(olderServicePrints(file)).toHaveLength(4);
    migrate(file, 7);
    const service = await restaurant.start();
    await quiet(service);
    const paper = restaurant.paper();
    for (const [text, times] of [
      ['Alter Bon 0', 1],
      ['Alter Bon 1', 1],
      ['Alter Bon 2', 1],
      ['Alter Bon 3', 1],
      ['Alter Bon 4', 0],
      ['Alter Bon 5', 0],
      ['Alter Bon 6', 0],
      ['Alter Bon 7', 0],
      ['2x Lahmacun ohne Bon', 1],
    ] as const)
      expect(paper.filter((one) => one.includes(text)).length, text).toBe(times);
    // What it was just printing, and what it gave up today, is for a person to say.
    expect((await service.status()).queue).toMatchObject({ unknown: 1, held: 1 });
    expect(existsSync(join(restaurant.root, 'data/printer_service.db'))).toBe(place.startsWith('data'));

    await restaurant.printer.set({ power: false });
    const late = order();
    shop.orders.push(late);
    await eventually('waiting', async () => (await service.status()).queue.waiting === 1);
    expect(await service.end('SIGTERM')).toBe(0);
    migrate(file, 0);
    const after = look(file);
    expect(after).toEqual(before);
    const prints = olderServicePrints(file);
    expect(prints).toHaveLength(1);
    expect(prints[0]).toContain(String(late.number));

    // Forward again: nothing twice, nothing lost, and who was asked is asked again.
    migrate(file, 7);
    await restaurant.printer.set({ power: true });
    const again = await restaurant.start();
    await quiet(again);
    expect(restaurant.paper()).toHaveLength(paper.length + 1);
    expect((await again.status()).queue).toMatchObject({ unknown: 1, held: 1 });
  },
);
