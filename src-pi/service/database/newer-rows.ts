import { inOrder } from '../time/in-order.ts';
import type { Connection } from './connection.ts';

/** Why a ticket waits for a person that was not printed yet when a backup was put in the database's place. */
export const restoredReason = 'restored';

/** What the present database knows of orders and the backup does not. */
export interface NewerRows {
  /** Of the Wix orders that are new, changed or cancelled since. */
  readonly orderIds: readonly string[];
  /** Tickets that are new or went on since: their number in the present database, and in the backup if it knows them. */
  readonly jobs: readonly { readonly id: number; readonly known: number | null; readonly orderId: string }[];
}

/** What a person sees of an order that came or went on after the backup. */
export interface NewerOrder {
  readonly id: string;
  readonly number: string;
  readonly seenAt: string;
  readonly state: 'printed' | 'not-printed';
}

/** Lays another database beside this one, as `present`. */
export function attachPresent(database: Connection, file: string): void {
  database.prepare('ATTACH DATABASE ? AS present').run(file);
}

/** The same ticket in two databases: their numbers may differ, this does not. */
export const sameJob =
  'b.order_id = p.order_id AND b.station = p.station AND b.kind = p.kind AND b.revision = p.revision AND b.copy = p.copy';

const waiting = "('queued', 'waiting-printer')";

/**
 * Compares the backup (`main`) with the present database. A ticket that only moved between the two kinds of waiting is the same. What the backup knows to be
 * printed stays printed. What only a restoring has held back, and nobody has touched since, is the same too and goes on as the backup has it.
 * The tickets that try a printer belong to no order.
 */
export function newerRows(database: Connection): NewerRows {
  const orders = database
    .prepare(
      `SELECT p.id FROM present.shop_orders p LEFT JOIN main.shop_orders b ON b.id = p.id
       WHERE b.id IS NULL OR (p.revision >= b.revision AND
         (p.content_hash IS NOT b.content_hash OR p.revision IS NOT b.revision OR p.state IS NOT b.state)) ORDER BY p.seen_at`,
    )
    .pluck()
    .all() as string[];
  const jobs = database
    .prepare(
      `SELECT p.id, b.id AS known, p.order_id AS orderId FROM present.jobs p LEFT JOIN main.jobs b ON ${sameJob}
       WHERE p.station NOT LIKE 'printer:%' AND (b.id IS NULL OR (b.state NOT IN ('printed', 'sent')
         AND NOT (p.attempts = b.attempts AND p.state = 'held' AND p.reason = '${restoredReason}' AND b.state IN ${waiting})
         AND NOT (p.attempts = b.attempts AND b.state = 'held' AND b.reason = '${restoredReason}' AND p.state IN ${waiting}
           AND p.reason NOT LIKE 'person-says%')
         AND (p.attempts IS NOT b.attempts OR p.payload_sha256 IS NOT b.payload_sha256
           OR (p.state IS NOT b.state AND NOT (p.state IN ${waiting} AND b.state IN ${waiting})))))
       ORDER BY p.id`,
    )
    .all() as { id: number; known: number | null; orderId: string }[];
  return { orderIds: orders, jobs };
}

/** Tickets that wait in the backup and of which the present database has never heard: nobody can say whether they were printed. */
export function forgottenJobs(database: Connection): { id: number; state: string }[] {
  return database
    .prepare(
      `SELECT b.id, b.state FROM main.jobs b LEFT JOIN present.jobs p ON ${sameJob}
       WHERE p.id IS NULL AND b.state IN ('queued', 'waiting-printer', 'printing', 'paused-in-printer')`,
    )
    .all() as { id: number; state: string }[];
}

/** The orders behind the newer rows, oldest first. */
export function newerOrders(database: Connection, { orderIds, jobs }: NewerRows): NewerOrder[] {
  const ids = [...new Set([...orderIds, ...jobs.map(({ orderId }) => orderId)])];
  const read = database.prepare(
    `SELECT number, seen_at AS seenAt, (SELECT count(*) FROM present.jobs WHERE order_id = @id
       AND state NOT IN ('printed', 'sent', 'cancelled')) AS open FROM present.shop_orders WHERE id = @id`,
  );
  return ids
    .map((id) => ({ id, row: read.get({ id }) as { number: string; seenAt: string; open: number } | undefined }))
    .map(({ id, row }) => ({
      id,
      number: row?.number ?? '',
      seenAt: row?.seenAt ?? '',
      state: (row?.open ?? 0) > 0 ? ('not-printed' as const) : ('printed' as const),
    }))
    .sort((one, other) => inOrder(one.seenAt, other.seenAt));
}
