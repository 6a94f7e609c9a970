import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src-pi/service/database/connection.ts';
import { migrate, readMigrations } from '../../src-pi/service/database/migrations.ts';
import { isReading, type OperationName, operations } from '../../src-pi/service/database/operations.ts';
import { program } from '../../src-pi/service/program-files.ts';
import { type Benchmark, type Figure, quantile } from './figure.ts';

const jobs = 100_000;
const times = 200;

type Database = ReturnType<typeof openDatabase>;

/** Every question that panel, printer and scripts ask of the database, with 100,000 tickets in it. */
export const database: Benchmark = {
  name: 'database',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'bonwart-database-'));
    const connection = openDatabase(join(folder, 'printer_service.db'));
    try {
      const migrations = readMigrations(program.migrations);
      migrate(connection, migrations, migrations.length);
      fill(connection);
      const measured = Object.entries(questions(connection)).map(([name, ask]) => ({ name, p99: p99Of(ask) }));
      const worst = measured.reduce((a, b) => (a.p99 > b.p99 ? a : b));
      const common = { unit: 'ms', better: 'lower' as const, target: 5, comparedTo: null };
      return [
        { name: `slowest question at 100,000 tickets (${worst.name}), p99`, value: worst.p99, ...common },
        ...measured.map(({ name, p99 }): Figure => ({ name: `${name}, p99`, value: p99, ...common })),
      ];
    } finally {
      connection.close();
      rmSync(folder, { recursive: true });
    }
  },
};

function p99Of(ask: () => unknown): number {
  const took = Array.from({ length: times }, () => {
    const begin = performance.now();
    ask();
    return performance.now() - begin;
  });
  return quantile(took, 0.99);
}

/** Each operation that only reads, with what it would really be asked. */
function questions(connection: Database): Record<string, () => unknown> {
  const at = new Date().toISOString();
  const inputs: Partial<Record<OperationName, unknown>> = {
    knownOrders: Array.from({ length: 100 }, (_, index) => `order-${index * 7}`),
    nextJob: { stations: ['kitchen', 'bar'], at, printer: 'printer' },
    listOrders: 50,
    readTicket: 50_000,
    readOrder: 'order-50000',
    jobOfLegacy: 50_000,
    recoveryHistory: 20,
    alertFacts: at,
    pastSessions: 20,
    deadLetters: 100,
    notificationHistory: { limit: 20, type: 'printer_offline' },
    connectivityEvents: { limit: 20, component: 'printer' },
    eventsAfter: { id: 150_000, limit: 500 },
    resumeEvents: 150_000,
    ticketTimes: 50_000,
    readMeta: 'wix.watermark',
    readPrinter: { id: 'printer', configured: '' },
  };
  const names = (Object.keys(operations) as OperationName[]).filter((name) => isReading(name));
  return Object.fromEntries(
    names.map((name) => {
      const run = operations[name] as (database: Database, input: unknown) => unknown;
      return [name, () => run(connection, inputs[name])];
    }),
  );
}

/** Some years of a restaurant: nearly all printed, a few open, each with its order, its attempt and its events. */
function fill(connection: Database): void {
  const day = 24 * 60 * 60 * 1000;
  const raw = JSON.stringify({ filling: 'x'.repeat(1500) });
  const order = connection.prepare(
    `INSERT INTO shop_orders (id, number, state, updated_at, seen_at, content_hash, customer, fulfilment, item_count, raw_json)
     VALUES (?, ?, 'accepted', ?, ?, ?, 'Ayşe', 'pickup', 3, ?)`,
  );
  const legacyOrder = connection.prepare(
    "INSERT INTO orders VALUES (?, ?, 'APPROVED', '[]', '{}', '{}', 1, 'EUR', ?, ?, ?, ?)",
  );
  const legacyJob = connection.prepare(
    `INSERT INTO print_jobs (order_id, job_type, status, content, attempts, created_at, updated_at) VALUES (?, 'kitchen', ?, 'Bon', 1, ?, ?)`,
  );
  const job = connection.prepare(
    `INSERT INTO jobs (order_id, order_number, station, kind, revision, copy, payload, payload_sha256, plain_text, paper_millimetres,
       state, priority, due_at, attempts, acknowledgement, created_at, printed_at, legacy_job_id)
     VALUES (?, ?, 'kitchen', 'full', 0, 0, ?, '', 'Bon', 80, ?, 2, NULL, 1, 'A4', ?, ?, ?)`,
  );
  const attempt = connection.prepare(
    `INSERT INTO attempts (job_id, number, begin_id, end_id, mark, boot_id, printer, release, opened_at, first_byte_at, ended_at)
     VALUES (?, 1, ?, ?, x'', 'boot', 'printer', '0', ?, ?, ?)`,
  );
  const event = connection.prepare("INSERT INTO events (at, kind, order_id, job_id, data) VALUES (?, ?, ?, ?, '{}')");
  const connectivity = connection.prepare(
    "INSERT INTO connectivity_events (event_type, component, status, timestamp) VALUES ('printer_online', ?, 'online', ?)",
  );
  const session = connection.prepare(
    "INSERT INTO recovery_sessions (id, recovery_type, phase, started_at) VALUES (?, 'printer_recovery', 'completion', ?)",
  );
  const payload = Buffer.alloc(800, 'Bon');
  connection.transaction(() => {
    for (let index = 0; index < jobs; index += 1) {
      const at = new Date(Date.now() - ((jobs - index) / jobs) * 500 * day).toISOString();
      const id = `order-${index}`;
      const state = index > jobs - 40 ? (['queued', 'held', 'unknown'][index % 3] ?? 'queued') : 'printed';
      order.run(id, String(index), at, at, randomUUID(), raw);
      legacyOrder.run(id, id, at, at, at, raw);
      const { lastInsertRowid } = legacyJob.run(id, state === 'printed' ? 'completed' : 'pending', at, at);
      job.run(id, String(index), payload, state, at, state === 'printed' ? at : null, Number(lastInsertRowid));
      attempt.run(index + 1, `B${index}`, `E${index}`, at, at, at);
      event.run(at, 'job-queued', id, index + 1);
      event.run(at, 'job-printed', id, index + 1);
      if (index % 20 === 0) connectivity.run(index % 40 === 0 ? 'printer' : 'internet', at);
      if (index % 100 === 0) session.run(randomUUID(), at);
    }
  })();
}
