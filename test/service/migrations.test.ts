import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-migrations-'));
  file = join(folder, 'printer_service.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const program = new URL('../../src-pi/service/migrate.ts', import.meta.url).pathname;
const run = (...more: string[]) =>
  execFileSync(process.execPath, [program, '--database', file, ...more], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A database as the older service leaves it: its own wording, not in WAL mode, with an order that waits for the printer. */
function legacyDatabase(): void {
  const database = new Database(file);
  database.exec(`
    CREATE TABLE orders (id TEXT PRIMARY KEY, wix_order_id TEXT UNIQUE NOT NULL, status TEXT NOT NULL, items_json TEXT NOT NULL,
      customer_json TEXT NOT NULL, delivery_json TEXT NOT NULL, total_amount REAL NOT NULL, currency TEXT NOT NULL DEFAULT 'EUR',
      order_date TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, raw_data_json TEXT);
    CREATE TABLE print_jobs (id INTEGER PRIMARY KEY AUTOINCREMENT, order_id TEXT NOT NULL REFERENCES orders(id), job_type TEXT, status TEXT,
      content TEXT NOT NULL, printer_name TEXT, attempts INTEGER DEFAULT 0, max_attempts INTEGER DEFAULT 3, created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL, printed_at TEXT, error_message TEXT);
    INSERT INTO orders VALUES ('o1', 'w1', 'APPROVED', '[]', '{}', '{}', 12.5, 'EUR', '2026-11-23T08:43:25.689005',
      '2026-11-23T08:43:25.689005', '2026-11-23T08:43:25.689005', NULL);
    INSERT INTO print_jobs (order_id, job_type, status, content, created_at, updated_at)
      VALUES ('o1', 'kitchen', 'pending', 'Döner', '2026-11-23T08:43:25.689005', '2026-11-23T08:43:25.689005');`);
  database.close();
}

function dump(): unknown {
  const database = new Database(file);
  const schema = database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY rowid').all();
  const rows = ['orders', 'print_jobs'].map((table) => database.prepare(`SELECT * FROM ${table}`).all());
  const mode = database.pragma('journal_mode', { simple: true });
  database.close();
  return { schema, rows, mode };
}

test('a new database goes up step by step and says where it stands', () => {
  expect(run('--status')).toMatchObject([{ schema: 0, latest: 11 }]);
  const lines = run('--to', '11');
  expect(lines.map((line) => line.schema)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11]);
  expect(run('--status')).toMatchObject([{ schema: 11, latest: 11 }]);
});

test('the schema of an older service is byte-equal after up and down, its rows are intact', () => {
  legacyDatabase();
  const before = dump() as { schema: unknown[] };
  run('--to', '11');
  expect(run('--to', '0').at(-1)).toMatchObject({ schema: 0 });
  const after = dump() as { schema: unknown[] };
  const added = after.schema.filter((row) => !JSON.stringify(before.schema).includes(JSON.stringify(row)));
  // The older service makes these two itself when they are missing; they are part of its own schema.
  expect(added.map((row) => (row as { name: string }).name).filter((name) => !name.startsWith('sqlite_'))).toEqual([
    'offline_queue',
    'connectivity_events',
  ]);
  expect({ ...after, schema: after.schema.slice(0, before.schema.length) }).toEqual(before);
});

test('each single migration is taken back to the same fingerprint', () => {
  run('--to', '1');
  for (const schema of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
    const before = run('--status')[0].fingerprint;
    run('--to', String(schema + 1));
    expect(run('--to', String(schema)).at(-1).fingerprint).toBe(before);
    run('--to', String(schema + 1));
  }
});

test('an unknown schema is refused with an error of the contract', () => {
  const { stdout, status } = spawnSync(process.execPath, [program, '--database', file, '--to', '99'], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'database.migration-failed' } });
});
