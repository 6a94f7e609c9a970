import type { OrderSummary } from '../../../src-shared/service/panel.ts';
import type { Connection } from './connection.ts';
import { lastEventId } from './journal.ts';
import { listOrders } from './panel-queries.ts';

/**
 * Where a listener with this last id goes on: null where he has missed nothing that is gone. Otherwise (his events were deleted by
 * now, or his id is of another database) a snapshot, after which the events behind `id` follow.
 */
export function resumeEvents(database: Connection, lastId: number): { id: number; orders: OrderSummary[] } | null {
  const known =
    lastId === 0
      ? database.prepare('SELECT min(id) AS id FROM events').get()
      : database.prepare('SELECT id FROM events WHERE id = ?').get(lastId);
  const { id } = (known ?? { id: undefined }) as { id: number | null | undefined };
  // From the very beginning: nothing may have been deleted.
  if (lastId === 0 ? id === null || id === 1 : id === lastId) return null;
  return { id: lastEventId(database), orders: listOrders(database, 200) };
}

/** Seconds that a printed ticket took, or null where the job's first attempt did not print it. */
export function ticketTimes(
  database: Connection,
  jobId: number,
): { seenToFirstByte: number | null; firstByteToEnd: number | null } | null {
  const row = database
    .prepare(
      `SELECT coalesce(jobs.not_before, jobs.created_at) AS seen, first_byte_at AS first, ended_at AS ended FROM attempts
         JOIN jobs ON jobs.id = job_id WHERE job_id = ? AND number = 1 AND jobs.attempts = 1`,
    )
    .get(jobId) as { seen: string; first: string | null; ended: string | null } | undefined;
  if (!row) return null;
  const between = (from: string | null, to: string | null) =>
    from !== null && to !== null ? Math.max(0, Date.parse(to) - Date.parse(from)) / 1000 : null;
  return { seenToFirstByte: between(row.seen, row.first), firstByteToEnd: between(row.first, row.ended) };
}
