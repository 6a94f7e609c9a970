import { createHash } from 'node:crypto';
import type { Connection } from './connection.ts';
import { type JobRow, moveJob } from './jobs.ts';
import { moveSession } from './recovery-sessions.ts';

/** What the session stands at, in tickets. */
export interface RecoveryProgress {
  readonly waiting: number;
  /** Given to the printers and not ended yet. */
  readonly released: number;
  /** Stations that have tickets waiting and none released: their next batch may go. */
  readonly idleStations: readonly string[];
}

interface ItemJob extends JobRow {
  /** When the guest ordered, as the shop says. */
  ordered_at: string | null;
}

/**
 * Looks through the tickets that wait: one whose order was cancelled or that is printed is done; one that is more than
 * `staleMinutes` past its time, or whose bytes are damaged, is held for a person. What a person has asked to be printed is not
 * asked about again. Then the batches may go. One transaction.
 */
export function validateRecovery(database: Connection, input: { id: string; at: string; staleMinutes: number }): void {
  const oldest = Date.parse(input.at) - input.staleMinutes * 60_000;
  database.transaction(() => {
    for (const job of itemsOf(database, input.id, 'waiting')) {
      if (!waits(job)) continue;
      const decided = job.reason.startsWith('person-says') || job.kind === 'reprint';
      const stale = Date.parse(job.due_at ?? job.ordered_at ?? job.created_at) < oldest;
      const damaged = createHash('sha256').update(job.payload).digest('hex') !== job.payload_sha256;
      if (damaged || (stale && !decided))
        moveJob(database, job.id, 'set-aside', { reason: damaged ? 'damaged' : 'stale' });
    }
    settle(database, input.id);
    moveSession(database, { id: input.id, phase: 'processing' });
  })();
}

/** Writes what became of the released tickets, if anything did, and answers what is left. */
export function recoveryProgress(database: Connection, id: string): RecoveryProgress {
  if (
    itemsOf(database, id, 'waiting')
      .concat(itemsOf(database, id, 'released'))
      .some((job) => !underWay(job))
  )
    database.transaction(() => settle(database, id))();
  const waiting = itemsOf(database, id, 'waiting');
  const released = itemsOf(database, id, 'released');
  const busy = new Set(released.map(({ station }) => station));
  const idle = new Set(waiting.map(({ station }) => station).filter((station) => !busy.has(station)));
  return { waiting: waiting.length, released: released.length, idleStations: [...idle] };
}

/** Lets the next tickets of a station go: by priority, then by when they are due. Answers how many. */
export function releaseBatch(database: Connection, input: { id: string; station: string; size: number }): number {
  const next = itemsOf(database, input.id, 'waiting')
    .filter(({ station }) => station === input.station)
    .slice(0, input.size);
  database.transaction(() => {
    for (const { id } of next) setItem(database, id, 'released');
  })();
  return next.length;
}

/** Ends the session by a person's word: what still waits is held, so that nothing is lost and nothing printed unasked. */
export function cancelRecovery(database: Connection, id: string): number {
  return database.transaction(() => {
    const waiting = itemsOf(database, id, 'waiting').filter(waits);
    for (const job of waiting) moveJob(database, job.id, 'set-aside', { reason: 'recovery-cancelled' });
    settle(database, id);
    // What is in a printer already goes on as a live ticket.
    database.prepare("DELETE FROM recovery_items WHERE session_id = ? AND state IN ('waiting', 'released')").run(id);
    moveSession(database, { id, phase: 'completion', error: 'cancelled' });
    return waiting.length;
  })();
}

/** A session that cannot go on: its tickets are live again and are printed without it. */
export function abandonRecovery(database: Connection, input: { id: string; error: string }): void {
  database.transaction(() => {
    database
      .prepare("DELETE FROM recovery_items WHERE session_id = ? AND state IN ('waiting', 'released')")
      .run(input.id);
    moveSession(database, { id: input.id, phase: 'failed', error: input.error });
  })();
}

function itemsOf(database: Connection, sessionId: string, state: 'waiting' | 'released'): ItemJob[] {
  return database
    .prepare(
      `SELECT jobs.*, shop_orders.raw_json ->> '$.createdDate' AS ordered_at FROM recovery_items JOIN jobs ON jobs.id = job_id
       LEFT JOIN shop_orders ON shop_orders.id = jobs.order_id
       WHERE session_id = ? AND recovery_items.state = ? ORDER BY priority DESC, coalesce(jobs.due_at, created_at), jobs.id`,
    )
    .all(sessionId, state) as ItemJob[];
}

const waits = ({ state }: JobRow) => state === 'queued' || state === 'waiting-printer';
const underWay = (job: JobRow) => waits(job) || job.state === 'printing' || job.state === 'paused-in-printer';

/** Takes the tickets out of the backlog that have come to an end, and counts them. */
function settle(database: Connection, id: string): void {
  for (const job of [...itemsOf(database, id, 'waiting'), ...itemsOf(database, id, 'released')]) {
    if (underWay(job)) continue;
    setItem(database, job.id, job.state === 'held' ? 'held' : job.state === 'unknown' ? 'failed' : 'done');
  }
  database
    .prepare(
      `UPDATE recovery_sessions SET
         items_processed = (SELECT count(*) FROM recovery_items WHERE session_id = @id AND state IN ('done', 'failed', 'held')),
         items_failed = (SELECT count(*) FROM recovery_items WHERE session_id = @id AND state IN ('failed', 'held')) WHERE id = @id`,
    )
    .run({ id });
}

function setItem(database: Connection, jobId: number, state: 'released' | 'done' | 'failed' | 'held'): void {
  database.prepare('UPDATE recovery_items SET state = ? WHERE job_id = ?').run(state, jobId);
}
