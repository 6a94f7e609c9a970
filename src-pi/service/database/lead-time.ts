import type { Connection } from './connection.ts';
import { appendEvent } from './journal.ts';

/**
 * Moves the whole tickets that wait for their time to another lead, in minutes before they are due. Writes nothing where
 * nothing moves. Answers how many moved.
 */
export function moveLeadTime(database: Connection, leadMinutes: number): number {
  const notBefore = "strftime('%Y-%m-%dT%H:%M:%fZ', due_at, ?)";
  const waiting = `kind = 'full' AND due_at IS NOT NULL AND state IN ('queued', 'waiting-printer', 'held') AND attempts = 0`;
  const offset = `-${leadMinutes} minutes`;
  const moves = database
    .prepare(`SELECT count(*) FROM jobs WHERE ${waiting} AND not_before IS NOT ${notBefore}`)
    .pluck()
    .get(offset) as number;
  if (moves === 0) return 0;
  database.transaction(() => {
    database
      .prepare(`UPDATE jobs SET not_before = ${notBefore} WHERE ${waiting} AND not_before IS NOT ${notBefore}`)
      .run(offset, offset);
    appendEvent(database, 'lead-time-moved', {}, { leadMinutes, tickets: moves });
  })();
  return moves;
}
