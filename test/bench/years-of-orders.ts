import { randomUUID } from 'node:crypto';

/** What is needed of a database to fill it: the service's own connection, or another program's. */
interface Fillable {
  prepare(sql: string): { run(...values: readonly unknown[]): { readonly lastInsertRowid: number | bigint } };
  exec(sql: string): unknown;
}

interface Years {
  readonly jobs: number;
  /** So many of the newest are not printed yet. */
  readonly open: number;
  /** Days over which the orders are spread, the newest now. */
  readonly days: number;
}

/** Orders of one transaction: a running service waits for the lock between them. */
const batch = 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** Puts years of a restaurant into a migrated database: each order with its ticket, its attempt and its events. */
export function fillWithOrders(connection: Fillable, { jobs, open, days }: Years): void {
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
  for (let begin = 0; begin < jobs; begin += batch) {
    connection.exec('BEGIN IMMEDIATE');
    for (let index = begin; index < Math.min(jobs, begin + batch); index += 1) {
      const at = new Date(Date.now() - ((jobs - index) / jobs) * days * dayMs).toISOString();
      const id = `order-${index}`;
      const state = index > jobs - open ? (['queued', 'held', 'unknown'][index % 3] ?? 'queued') : 'printed';
      const isPrinted = state === 'printed';
      order.run(id, String(index), at, at, randomUUID(), raw);
      legacyOrder.run(id, id, at, at, at, raw);
      const legacy = legacyJob.run(id, isPrinted ? 'completed' : 'pending', at, at);
      const printed = isPrinted ? at : null;
      const ticket = job.run(id, String(index), payload, state, at, printed, Number(legacy.lastInsertRowid));
      const jobId = Number(ticket.lastInsertRowid);
      attempt.run(jobId, `B${index}`, `E${index}`, at, at, at);
      event.run(at, 'job-queued', id, jobId);
      event.run(at, 'job-printed', id, jobId);
      if (index % 20 === 0) connectivity.run(index % 40 === 0 ? 'printer' : 'internet', at);
      if (index % 100 === 0) session.run(randomUUID(), at);
    }
    connection.exec('COMMIT');
  }
}
