import type { JobState } from '../../../src-shared/service/panel.ts';
import type { Connection } from './connection.ts';
import type { JobRow } from './jobs.ts';
import { isTestStation } from './test-station.ts';
import { legacyTime, now } from './times.ts';

/*
 * Keeps the older service's tables true at every moment, in the same transaction: who rolls back to it finds there each order
 * that was accepted, and as `pending` exactly what no printer has got yet.
 */
const legacyStatus: Readonly<Record<JobState, 'pending' | 'printing' | 'completed' | 'failed'>> = {
  queued: 'pending',
  'waiting-printer': 'pending',
  printing: 'printing',
  'paused-in-printer': 'printing',
  printed: 'completed',
  sent: 'completed',
  unknown: 'failed',
  held: 'failed',
  cancelled: 'failed',
};

/** Writes a job into `print_jobs`, the first time as a new row whose id the job then keeps. */
export function mirrorJob(database: Connection, job: JobRow): void {
  if (isTestStation(job.station)) return;
  const status = legacyStatus[job.state];
  const message = status === 'failed' ? [job.state, job.reason].filter(Boolean).join(': ') : null;
  const printedAt = job.printed_at ? legacyTime(job.printed_at) : null;
  if (job.legacy_job_id !== null) {
    database
      .prepare(
        `UPDATE print_jobs SET status = ?, content = ?, attempts = max(coalesce(attempts, 0), ?), updated_at = ?, printed_at = ?, error_message = ? WHERE id = ?`,
      )
      .run(status, job.plain_text, job.attempts, legacyTime(now()), printedAt, message, job.legacy_job_id);
    if (status === 'completed') leaveOfflineQueue(database, job);
    return;
  }
  const result = database
    .prepare(
      `INSERT INTO print_jobs (order_id, job_type, status, content, attempts, created_at, updated_at, printed_at, error_message)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      legacyOrderId(database, job.order_id),
      job.ticket,
      status,
      job.plain_text,
      job.attempts,
      legacyTime(job.created_at),
      legacyTime(now()),
      printedAt,
      message,
    );
  database.prepare('UPDATE jobs SET legacy_job_id = ? WHERE id = ?').run(Number(result.lastInsertRowid), job.id);
}

/** What is printed must not be printed once more by the older service's own queue. */
function leaveOfflineQueue(database: Connection, job: JobRow): void {
  database
    .prepare(
      `UPDATE offline_queue SET status = 'completed', updated_at = ? WHERE status IN ('queued', 'processing', 'failed')
         AND ((item_type = 'print_job' AND item_id = ?) OR (item_type = 'order' AND item_id = ?))`,
    )
    .run(legacyTime(now()), String(job.legacy_job_id), legacyOrderId(database, job.order_id));
}

export interface LegacyOrder {
  readonly id: string;
  readonly status: string;
  readonly itemsJson: string;
  readonly customerJson: string;
  readonly deliveryJson: string;
  readonly total: number;
  readonly currency: string;
  readonly orderedAt: string;
  readonly rawJson: string;
}

/** Writes an order into `orders`. A row that the older service made keeps its own id. */
export function mirrorOrder(database: Connection, order: LegacyOrder): void {
  const at = legacyTime(now());
  database
    .prepare(
      `INSERT INTO orders VALUES (@id, @id, @status, @itemsJson, @customerJson, @deliveryJson, @total, @currency, @ordered, @at, @at, @rawJson)
       ON CONFLICT (wix_order_id) DO UPDATE SET status = excluded.status, items_json = excluded.items_json,
         customer_json = excluded.customer_json, delivery_json = excluded.delivery_json, total_amount = excluded.total_amount,
         updated_at = excluded.updated_at, raw_data_json = excluded.raw_data_json`,
    )
    .run({ ...order, ordered: legacyTime(order.orderedAt), at });
}

/** Did the older service know this Wix order? Asked before our own row is written. */
export function legacyKnowsOrder(database: Connection, wixOrderId: string): boolean {
  return database.prepare('SELECT 1 FROM orders WHERE wix_order_id = ?').get(wixOrderId) !== undefined;
}

function legacyOrderId(database: Connection, wixOrderId: string): string {
  const row = database.prepare('SELECT id FROM orders WHERE wix_order_id = ? OR id = ?').get(wixOrderId, wixOrderId);
  return (row as { id: string } | undefined)?.id ?? wixOrderId;
}
