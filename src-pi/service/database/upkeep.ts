import type { Connection } from './connection.ts';
import { moveJob } from './jobs.ts';
import { appendEvent, lastEventId, readMeta, writeMeta } from './journal.ts';
import { rebuiltAtKey } from './meta-keys.ts';

/**
 * Marks a database that took the place of a damaged one. What waits in it may have been printed after the backup was made, and
 * what was just being printed is of another time: both are for a person to say. In one transaction; again it changes nothing.
 */
export function markRebuilt(
  database: Connection,
  input: { at: string; setAside: string | null; backupAt: string | null },
): void {
  if (readMeta(database, rebuiltAtKey) === input.at) return;
  database.transaction(() => {
    const rows = database
      .prepare(
        "SELECT id, state FROM jobs WHERE state IN ('queued', 'waiting-printer', 'printing', 'paused-in-printer')",
      )
      .all() as { id: number; state: string }[];
    for (const { id, state } of rows) {
      const waits = state === 'queued' || state === 'waiting-printer';
      if (waits) moveJob(database, id, 'restored-from-backup', { reason: 'storage-rebuilt' });
      else moveJob(database, id, 'lost-sight', { acknowledgement: 'A0', reason: 'storage-rebuilt' });
    }
    // What was numbered after the backup keeps its numbers: they are not given to something else.
    database
      .prepare("UPDATE sqlite_sequence SET seq = seq + 100000 WHERE name IN ('jobs', 'attempts', 'events')")
      .run();
    writeMeta(database, rebuiltAtKey, input.at);
    appendEvent(database, 'storage-rebuilt', {}, { ...input, held: rows.length });
  })();
}

const keepEvents = 200_000;
const keepDays = 90;
const mostAtOnce = 2000;

/**
 * Deletes events that nobody can ask for any more: older than 90 days, or beyond 200,000. Some at a time, so that a ticket never
 * waits for it. Answers whether there is more to delete.
 */
export function pruneEvents(
  database: Connection,
  limits: { keep?: number; days?: number; atOnce?: number } = {},
): boolean {
  const { keep = keepEvents, days = keepDays, atOnce = mostAtOnce } = limits;
  const before = new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString();
  const beyond = lastEventId(database) - keep;
  // The newest stays in any case: its id is what the next one counts on from.
  const { changes } = database
    .prepare(
      `DELETE FROM events WHERE id IN (SELECT id FROM events WHERE (id <= ? OR at < ?) AND id < (SELECT max(id) FROM events)
         ORDER BY id LIMIT ?)`,
    )
    .run(beyond, before, atOnce);
  return changes === atOnce;
}
