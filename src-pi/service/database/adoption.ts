import type { Connection } from './connection.ts';
import { insertJob } from './jobs.ts';
import { appendEvent } from './journal.ts';
import { adoptedHash } from './orders.ts';
import { legacyTime, now } from './times.ts';

/** A ticket that the older service has written but not finished printing, or an order that it had no ticket for yet. */
export interface LegacyWaiting {
  /** Null for an order without a ticket: it gets its row when it is taken over. */
  readonly legacyJobId: number | null;
  readonly orderId: string;
  readonly jobType: string;
  /** The text of the ticket; of an order without one its items, as JSON. */
  readonly content: string;
  readonly state: 'queued' | 'held' | 'unknown';
  readonly reason: string;
  readonly createdAt: string;
  readonly rawJson: string | null;
}

/*
 * What waits: a pending job, and one that failed but stands in the older service's offline queue, which would print it again. What
 * it was just printing may be on paper. What failed within a day, or what we ourselves had held when we were rolled back, is for a
 * person to see. Everything older has been dealt with somehow.
 */
const waitingJobs = `
  SELECT print_jobs.id AS legacyJobId, coalesce(orders.wix_order_id, print_jobs.order_id) AS orderId,
    coalesce(print_jobs.job_type, 'kitchen') AS jobType, content, print_jobs.created_at AS createdAt, raw_data_json AS rawJson,
    CASE WHEN print_jobs.status = 'pending' OR queued THEN 'queued'
      WHEN print_jobs.status = 'printing' OR error_message LIKE 'unknown%' THEN 'unknown' ELSE 'held' END AS state,
    CASE WHEN print_jobs.status = 'pending' OR queued THEN '' WHEN print_jobs.status = 'printing' THEN 'interrupted'
      ELSE 'failed-before' END AS reason
  FROM (SELECT *, status = 'failed' AND EXISTS (SELECT 1 FROM offline_queue WHERE item_type = 'print_job'
      AND item_id = CAST(print_jobs.id AS TEXT) AND status IN ('queued', 'processing')) AS queued
    FROM print_jobs WHERE status IN ('pending', 'printing', 'failed')) AS print_jobs
  LEFT JOIN orders ON orders.id = print_jobs.order_id
  WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE legacy_job_id = print_jobs.id)
    AND (print_jobs.status != 'failed' OR queued OR print_jobs.updated_at >= ?
      OR error_message LIKE 'held%' OR error_message LIKE 'unknown%')
    AND NOT (print_jobs.status = 'failed' AND coalesce(error_message, '') LIKE 'cancelled%')`;

/** Orders that its offline queue still had to make a ticket for. */
const waitingOrders = `
  SELECT NULL AS legacyJobId, wix_order_id AS orderId, 'kitchen' AS jobType, items_json AS content, orders.created_at AS createdAt,
    raw_data_json AS rawJson, 'queued' AS state, '' AS reason
  FROM offline_queue JOIN orders ON orders.id = item_id
  WHERE item_type = 'order' AND offline_queue.status IN ('queued', 'processing')
    AND NOT EXISTS (SELECT 1 FROM print_jobs WHERE order_id = orders.id)
    AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.order_id = wix_order_id)`;

/** What the older service left waiting and we have not taken over yet, oldest first. */
export function legacyWaiting(database: Connection): LegacyWaiting[] {
  const aDayAgo = legacyTime(new Date(Date.now() - 24 * 60 * 60 * 1000));
  return database
    .prepare(`${waitingJobs} UNION ALL ${waitingOrders} ORDER BY createdAt, legacyJobId`)
    .all(aDayAgo) as LegacyWaiting[];
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
        ticket: ticketOf(job.jobType),
        profile: job.profile,
        kind: 'full',
        revision: 0,
        copy: job.legacyJobId ?? 0,
        payload: job.payload,
        plainText: job.plainText,
        millimetres: job.millimetres,
        state: job.state,
        dueAt: null,
        reason: job.reason,
        ...(job.legacyJobId === null ? {} : { legacyJobId: job.legacyJobId }),
      });
    }
    appendEvent(database, 'legacy-jobs-adopted', {}, { count: adopted.length });
  })();
}

/** Older installs call what the guest gets a receipt. */
export function ticketOf(jobType: string): 'kitchen' | 'driver' | 'customer' {
  if (jobType === 'driver') return 'driver';
  return jobType === 'customer' || jobType === 'receipt' ? 'customer' : 'kitchen';
}
