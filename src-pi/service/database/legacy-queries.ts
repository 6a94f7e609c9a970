import { refuse } from '../../../src-shared/contract/errors.ts';
import type { Connection } from './connection.ts';
import { appendEvent } from './journal.ts';
import { legacyTime } from './times.ts';

/*
 * What the older service's calls ask for. Each answers right when there is nothing. The tables of the last migration may be
 * missing: the release before this one does not have them, and after a rollback to its schema this code must still read.
 */

// Of these there are few: with a plus SQLite takes the index of the open ones, and not that of all by their time.
const openItems = "state NOT IN ('printed', 'sent', 'cancelled')";

/** `GET /offline/queue/status`: our open jobs in the older service's words. */
export function offlineQueueStatus(database: Connection) {
  const rows = database
    .prepare(
      `SELECT CASE state WHEN 'printing' THEN 'processing' WHEN 'paused-in-printer' THEN 'processing' WHEN 'held' THEN 'failed'
         WHEN 'unknown' THEN 'failed' ELSE 'queued' END AS status, priority, count(*) AS count FROM jobs WHERE ${openItems}
       GROUP BY 1, priority`,
    )
    .all() as { status: string; priority: number; count: number }[];
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  return {
    total_items: total,
    status_counts: sums(rows, (row) => row.status),
    type_counts: (total > 0 ? { print_job: total } : {}) as Record<string, number>,
    priority_counts: sums(rows, (row) => priorityName(row.priority)),
    oldest_queued_item: edge(database, 'min'),
    max_queue_size: 1000,
  };
}

/** The part of `/recovery/status` and `/recovery/statistics` that is about the queue. */
export function recoveryQueue(database: Connection) {
  const status = offlineQueueStatus(database);
  const averages = database.prepare(`SELECT avg(real_attempts) AS average FROM jobs WHERE ${openItems}`).get();
  const oldest = database.prepare(`SELECT min(+created_at) AS at FROM jobs WHERE ${openItems}`).get() as {
    at: string | null;
  };
  const minutes = oldest.at ? (Date.now() - Date.parse(oldest.at)) / 60_000 : 0;
  return {
    total_items: status.total_items,
    status_counts: status.status_counts,
    priority_distribution: status.priority_counts,
    oldest_queued_item: status.oldest_queued_item,
    newest_queued_item: edge(database, 'max'),
    average_retry_count: (averages as { average: number | null }).average ?? 0,
    expiring_soon: 0,
    recovery_urgency: urgency(status.total_items, minutes),
  };
}

function urgency(items: number, minutes: number): 'none' | 'low' | 'medium' | 'high' | 'critical' {
  if (items === 0) return 'none';
  if (minutes > 60) return 'critical';
  if (minutes > 15) return 'high';
  return minutes > 2 ? 'medium' : 'low';
}

export function recoveryHistory(database: Connection, limit: number): Record<string, unknown>[] {
  if (!hasTable(database, 'recovery_sessions')) return [];
  return database.prepare('SELECT * FROM recovery_sessions ORDER BY started_at DESC LIMIT ?').all(limit) as Record<
    string,
    unknown
  >[];
}

export function notificationHistory(
  database: Connection,
  input: { limit: number; type: string | null },
): Record<string, unknown>[] {
  if (!hasTable(database, 'notification_history')) return [];
  return database
    .prepare('SELECT * FROM notification_history WHERE ? IS NULL OR notification_type = ? ORDER BY id DESC LIMIT ?')
    .all(input.type, input.type, input.limit) as Record<string, unknown>[];
}

export function connectivityEvents(database: Connection, input: { limit: number; component: string | null }) {
  return database
    .prepare('SELECT * FROM connectivity_events WHERE ? IS NULL OR component = ? ORDER BY id DESC LIMIT ?')
    .all(input.component, input.component, input.limit) as Record<string, unknown>[];
}

/** Records that a component came or went, for the older calls and for the event stream, in one transaction. */
export function recordConnectivity(
  database: Connection,
  input: { component: 'printer' | 'internet'; online: boolean; state: string; offlineSeconds: number | null },
): void {
  const status = input.online ? 'online' : 'offline';
  database.transaction(() => {
    database
      .prepare(
        'INSERT INTO connectivity_events (event_type, component, status, timestamp, duration_offline, details) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(
        `${input.component}_${status}`,
        input.component,
        status,
        legacyTime(new Date()),
        input.offlineSeconds,
        input.state,
      );
    appendEvent(database, `${input.component}-${input.state}`);
  })();
}

/** Removes finished and expired rows of the older queue, never one that waits. Answers how many. Our own jobs are never deleted. */
export function cleanupQueue(database: Connection): number {
  const done = "status IN ('completed', 'expired')";
  return database.prepare(`DELETE FROM offline_queue WHERE ${done}`).run().changes;
}

/** Nearly all jobs are completed: these are the rest of all, so that they need not be counted one by one. */
export function printStatistics(database: Connection) {
  const rows = database
    .prepare(
      "SELECT status, count(*) AS count FROM print_jobs WHERE status IN ('pending', 'printing', 'failed') GROUP BY status",
    )
    .all() as { status: string; count: number }[];
  const all = database.prepare('SELECT count(*) AS count FROM print_jobs').get();
  const total = (all as { count: number }).count;
  const count = (status: string) => rows.find((row) => row.status === status)?.count ?? 0;
  return {
    total_jobs: total,
    pending_jobs: count('pending'),
    printing_jobs: count('printing'),
    completed_jobs: total - rows.reduce((sum, row) => sum + row.count, 0),
    failed_jobs: count('failed'),
  };
}

/** An order as the older service tells it, by its own id or Wix's. Throws `order.unknown`. */
export function readOrder(database: Connection, id: string) {
  const order = database.prepare('SELECT * FROM orders WHERE id = ? OR wix_order_id = ?').get(id, id) as
    | Record<string, unknown>
    | undefined;
  if (!order) throw refuse('order.unknown', { orderId: id });
  const { items_json, customer_json, delivery_json, raw_data_json: _raw, ...columns } = order;
  const jobs = database
    .prepare(
      'SELECT id, job_type, status, attempts, created_at, printed_at, error_message FROM print_jobs WHERE order_id = ?',
    )
    .all(order.id);
  return {
    ...columns,
    items: json(items_json),
    customer: json(customer_json),
    delivery: json(delivery_json),
    print_jobs: jobs,
  };
}

/** Our job behind a number of the older service's `print_jobs`. Throws `job.unknown`. */
export function jobOfLegacy(database: Connection, legacyId: number): { id: number; state: string } {
  const row = database.prepare('SELECT id, state FROM jobs WHERE legacy_job_id = ?').get(legacyId);
  if (!row) throw refuse('job.unknown', { jobId: legacyId });
  return row as { id: number; state: string };
}

function edge(database: Connection, which: 'min' | 'max'): string | null {
  const row = database.prepare(`SELECT ${which}(+created_at) AS at FROM jobs WHERE ${openItems}`).get() as {
    at: string | null;
  };
  return row.at ? legacyTime(row.at) : null;
}

function hasTable(database: Connection, name: string): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;
}

function sums<Row extends { count: number }>(rows: readonly Row[], key: (row: Row) => string): Record<string, number> {
  const result: Record<string, number> = {};
  for (const row of rows) result[key(row)] = (result[key(row)] ?? 0) + row.count;
  return result;
}

function priorityName(priority: number): string {
  return ['', 'low', 'normal', 'high', 'critical'][priority] ?? 'normal';
}

/** Rows that the older service wrote are outside data: what is no JSON is handed on as it is. */
function json(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}
