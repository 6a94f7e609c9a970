import { randomUUID } from 'node:crypto';
import type { RecoveryPhase, RecoverySession, RecoveryType } from '../../../src-shared/service/recovery.ts';
import type { Connection } from './connection.ts';
import { appendEvent } from './journal.ts';
import { legacyTime } from './times.ts';

interface SessionRow {
  id: string;
  recovery_type: RecoveryType;
  phase: RecoveryPhase;
  started_at: string;
  completed_at: string | null;
  items_total: number;
  items_processed: number;
  items_failed: number;
  error_message: string | null;
  metadata: string | null;
}

/** The session that is not over yet, or null. There is at most one. Its counts are those of this moment. */
export function openSession(database: Connection): RecoverySession | null {
  const row = database
    .prepare('SELECT * FROM recovery_sessions WHERE completed_at IS NULL ORDER BY started_at DESC LIMIT 1')
    .get() as SessionRow | undefined;
  if (!row) return null;
  // What is settled only with the session's next step is counted here as it is now.
  const counts = database
    .prepare(
      `SELECT count(*) FILTER (WHERE jobs.state IN ('held', 'unknown')) AS failed, count(*) AS processed
         FROM recovery_items JOIN jobs ON jobs.id = job_id
         WHERE session_id = ? AND jobs.state NOT IN ('queued', 'waiting-printer', 'printing', 'paused-in-printer')`,
    )
    .get(row.id) as { failed: number; processed: number };
  return { ...sessionOf(row), ...counts };
}

/** Sessions that are over, newest first. */
export function pastSessions(database: Connection, limit: number): RecoverySession[] {
  const rows = database
    .prepare('SELECT * FROM recovery_sessions WHERE completed_at IS NOT NULL ORDER BY completed_at DESC LIMIT ?')
    .all(limit) as SessionRow[];
  return rows.map(sessionOf);
}

/**
 * Puts tickets into the backlog of the session that is open, or of a new one. Runs inside the caller's transaction, so that no
 * ticket is live and backlog at once. What comes back for two reasons makes a combined recovery. Without tickets nothing happens.
 */
export function joinRecovery(database: Connection, type: RecoveryType, jobIds: readonly number[]): string | null {
  if (jobIds.length === 0) return null;
  const open = openSession(database);
  const id = open?.id ?? randomUUID();
  if (open)
    database
      .prepare(
        "UPDATE recovery_sessions SET recovery_type = ?, phase = 'validation', items_total = items_total + ? WHERE id = ?",
      )
      .run(open.type === type ? type : 'combined_recovery', jobIds.length, id);
  else
    database
      .prepare(
        "INSERT INTO recovery_sessions (id, recovery_type, phase, started_at, items_total) VALUES (?, ?, 'validation', ?, ?)",
      )
      .run(id, type, legacyTime(new Date()), jobIds.length);
  const put = database.prepare(
    `INSERT INTO recovery_items (job_id, session_id, state) VALUES (?, ?, 'waiting')
     ON CONFLICT (job_id) DO UPDATE SET session_id = excluded.session_id, state = 'waiting', retries = retries + 1`,
  );
  for (const jobId of jobIds) put.run(jobId, id);
  appendEvent(database, 'recovery-began', {}, { session: id, type, tickets: jobIds.length, joined: open !== null });
  return id;
}

/** Of these jobs, those that wait for a printer now, are not for later, and are in no backlog yet. */
export function backlogOf(database: Connection, jobIds: readonly number[] | 'all', at: string): number[] {
  const among = jobIds === 'all' ? 'TRUE' : 'jobs.id IN (SELECT value FROM json_each(@ids))';
  return database
    .prepare(
      `SELECT jobs.id FROM jobs LEFT JOIN recovery_items ON recovery_items.job_id = jobs.id AND recovery_items.state IN ('waiting', 'released')
       WHERE jobs.state IN ('queued', 'waiting-printer') AND recovery_items.job_id IS NULL
       AND (not_before IS NULL OR not_before <= @at) AND ${among} ORDER BY jobs.id`,
    )
    .pluck()
    .all({ at, ...(jobIds === 'all' ? {} : { ids: JSON.stringify(jobIds) }) }) as number[];
}

/**
 * Makes a backlog of what waits, if it has waited for `olderThanSeconds` at least. In one transaction. Answers the session, or
 * null when there is nothing.
 */
export function beginRecovery(
  database: Connection,
  input: { type: RecoveryType; at: string; olderThanSeconds?: number },
): string | null {
  return database.transaction(() => {
    const youngest = new Date(Date.now() - (input.olderThanSeconds ?? 0) * 1000).toISOString();
    const created = database.prepare('SELECT created_at FROM jobs WHERE id = ?').pluck();
    const ids = backlogOf(database, 'all', input.at).filter((id) => (created.get(id) as string) <= youngest);
    return joinRecovery(database, input.type, ids);
  })();
}

/** Moves the session on. `completion` and `failed` end it. */
export function moveSession(
  database: Connection,
  input: { id: string; phase: RecoveryPhase; error?: string; paused?: boolean },
): void {
  const ends = input.phase === 'completion' || input.phase === 'failed';
  const row = database.prepare('SELECT * FROM recovery_sessions WHERE id = ?').get(input.id) as SessionRow | undefined;
  if (!row || row.completed_at !== null) return;
  const { paused = sessionOf(row).paused } = input;
  if (!ends && row.phase === input.phase && paused === sessionOf(row).paused) return;
  database.transaction(() => {
    database
      .prepare('UPDATE recovery_sessions SET phase = ?, completed_at = ?, error_message = ?, metadata = ? WHERE id = ?')
      .run(
        input.phase,
        ends ? legacyTime(new Date()) : null,
        input.error ?? null,
        JSON.stringify({ paused }),
        input.id,
      );
    const { items_total: tickets, items_processed: processed, items_failed: failed } = row;
    appendEvent(
      database,
      `recovery-${ends ? input.phase : paused ? 'paused' : input.phase}`,
      {},
      { session: input.id, tickets, processed, failed },
    );
  })();
}

function sessionOf(row: SessionRow): RecoverySession {
  return {
    id: row.id,
    type: row.recovery_type,
    phase: row.phase,
    startedAt: new Date(row.started_at).toISOString(),
    completedAt: row.completed_at === null ? null : new Date(row.completed_at).toISOString(),
    total: row.items_total,
    processed: row.items_processed,
    failed: row.items_failed,
    paused: (JSON.parse(row.metadata ?? '{}') as { paused?: boolean }).paused ?? false,
    error: row.error_message ?? '',
  };
}
