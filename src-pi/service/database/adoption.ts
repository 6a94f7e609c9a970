import type { Connection } from './connection.ts';
import { insertJob } from './jobs.ts';
import { appendEvent } from './journal.ts';
import { adoptedHash } from './orders.ts';
import { now } from './times.ts';

/** A ticket that the older service has written but not finished printing. */
export interface LegacyWaiting {
  readonly legacyJobId: number;
  readonly orderId: string;
  readonly content: string;
  readonly status: 'pending' | 'printing';
  readonly createdAt: string;
  readonly rawJson: string | null;
}

/** What the older service left waiting and we have not taken over yet, oldest first. */
export function legacyWaiting(database: Connection): LegacyWaiting[] {
  return database
    .prepare(
      `SELECT print_jobs.id AS legacyJobId, coalesce(orders.wix_order_id, print_jobs.order_id) AS orderId, content,
         print_jobs.status AS status, print_jobs.created_at AS createdAt, raw_data_json AS rawJson
       FROM print_jobs LEFT JOIN orders ON orders.id = print_jobs.order_id
       WHERE print_jobs.status IN ('pending', 'printing')
         AND NOT EXISTS (SELECT 1 FROM jobs WHERE legacy_job_id = print_jobs.id) ORDER BY print_jobs.id`,
    )
    .all() as LegacyWaiting[];
}

/**
 * Takes over what the older service left, in one transaction. What it was just printing when it ended may be on paper: that is
 * for a person to say.
 */
export function adoptLegacyJobs(
  database: Connection,
  adopted: readonly (LegacyWaiting & {
    orderNumber: string;
    station: string;
    profile: string;
    payload: Uint8Array;
    plainText: string;
    millimetres: 58 | 80;
  })[],
): void {
  if (adopted.length === 0) return;
  database.transaction(() => {
    for (const job of adopted) {
      database
        .prepare(
          `INSERT INTO shop_orders (id, number, state, updated_at, seen_at, content_hash, customer, fulfilment, item_count, raw_json)
           VALUES (?, ?, 'known-before', ?, ?, ?, '', 'unknown', 0, ?) ON CONFLICT DO NOTHING`,
        )
        .run(job.orderId, job.orderNumber, job.createdAt, now(), adoptedHash, job.rawJson ?? '{}');
      insertJob(database, {
        orderId: job.orderId,
        orderNumber: job.orderNumber,
        station: job.station,
        ticket: 'kitchen',
        profile: job.profile,
        kind: 'full',
        revision: 0,
        copy: job.legacyJobId,
        payload: job.payload,
        plainText: job.plainText,
        millimetres: job.millimetres,
        state: job.status === 'pending' ? 'queued' : 'unknown',
        dueAt: null,
        reason: job.status === 'pending' ? '' : 'interrupted',
        legacyJobId: job.legacyJobId,
      });
    }
    appendEvent(database, 'legacy-jobs-adopted', {}, { count: adopted.length });
  })();
}
