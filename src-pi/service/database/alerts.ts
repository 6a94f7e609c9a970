import type { Connection } from './connection.ts';
import { appendEvent } from './journal.ts';

export type Severity = 'critical' | 'high' | 'warning' | 'info';

/** Something that is wrong now. `subject` tells two of one type apart, such as two printers. */
export interface Alert {
  readonly type: string;
  readonly subject: string;
  readonly severity: Severity;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Raises or clears an alert and tells it as an event; what is so already writes nothing. Answers whether it changed. */
export function setAlert(
  database: Connection,
  input: Alert & { readonly raised: boolean; readonly at: string },
): boolean {
  const { type, subject, severity, data, raised, at } = input;
  const known =
    database.prepare('SELECT 1 FROM alerts WHERE type = ? AND subject = ?').get(type, subject) !== undefined;
  if (known === raised) return false;
  database.transaction(() => {
    if (raised)
      database
        .prepare('INSERT INTO alerts (type, subject, severity, raised_at, data) VALUES (?, ?, ?, ?, ?)')
        .run(type, subject, severity, at, JSON.stringify(data));
    else database.prepare('DELETE FROM alerts WHERE type = ? AND subject = ?').run(type, subject);
    appendEvent(database, raised ? 'alert-raised' : 'alert-cleared', {}, { type, subject, severity, ...data });
  })();
  return true;
}

/** The alerts that are raised, the oldest first. */
export function raisedAlerts(database: Connection): (Alert & { readonly raisedAt: string })[] {
  const rows = database
    .prepare(
      'SELECT type, subject, severity, raised_at AS raisedAt, data FROM alerts ORDER BY raised_at, type, subject',
    )
    .all() as (Omit<Alert, 'data'> & { raisedAt: string; data: string })[];
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as Record<string, unknown> }));
}

/** What the alert rules of the older service are decided by. Ages in seconds; 0 where there is nothing. */
export interface AlertFacts {
  readonly waiting: number;
  readonly oldestSeconds: number;
  readonly recoverySeconds: number;
  /** How the newest session that is over ended. */
  readonly lastRecovery: 'completion' | 'failed' | null;
  /** Tickets that came to an end in the last 24 hours, and how many of them are on paper. */
  readonly ended: number;
  readonly printed: number;
}

export function alertFacts(database: Connection, at: string): AlertFacts {
  const present = Date.parse(at);
  const secondsSince = (instant: string | null) => (instant ? Math.max(0, (present - Date.parse(instant)) / 1000) : 0);
  const queue = database
    .prepare(
      `SELECT count(*) AS waiting, min(max(created_at, coalesce(not_before, ''))) AS oldest FROM jobs
       WHERE state IN ('queued', 'waiting-printer') AND state NOT IN ('printed', 'sent', 'cancelled')
         AND coalesce(not_before, '') <= ?`,
    )
    .get(at) as { waiting: number; oldest: string | null };
  const session = database
    .prepare('SELECT min(started_at) FROM recovery_sessions WHERE completed_at IS NULL')
    .pluck()
    .get() as string | null;
  const last = database
    .prepare('SELECT phase FROM recovery_sessions WHERE completed_at IS NOT NULL ORDER BY completed_at DESC LIMIT 1')
    .pluck()
    .get() as AlertFacts['lastRecovery'] | undefined;
  const day = new Date(present - 24 * 3_600_000).toISOString();
  const ended = database
    .prepare(
      `SELECT count(*) AS ended, count(*) FILTER (WHERE state IN ('printed', 'sent')) AS printed FROM jobs
       WHERE created_at >= ? AND (state IN ('printed', 'sent', 'unknown') OR state = 'held' AND reason NOT IN ('stale', 'unreadable', 'unsupported', 'maybe-printed'))`,
    )
    .get(day) as { ended: number; printed: number };
  return {
    waiting: queue.waiting,
    oldestSeconds: secondsSince(queue.oldest),
    recoverySeconds: secondsSince(session),
    lastRecovery: last ?? null,
    ...ended,
  };
}

/** The tickets that no printer took, for the list of what was given up: newest first. */
export function deadLetters(database: Connection, limit: number) {
  return database
    .prepare(
      `SELECT jobs.id, order_number AS orderNumber, kind, reason, attempts, created_at AS createdAt,
         (SELECT max(at) FROM events WHERE job_id = jobs.id AND kind = 'job-held') AS heldAt
       FROM jobs WHERE state = 'held' AND state NOT IN ('printed', 'sent', 'cancelled') ORDER BY +jobs.id DESC LIMIT ?`,
    )
    .all(limit) as {
    id: number;
    orderNumber: string;
    kind: string;
    reason: string;
    attempts: number;
    createdAt: string;
    heldAt: string | null;
  }[];
}

/** A restart that the service wants for itself: noted before it happens. False: it has had too many, and goes on instead. */
export function noteRestart(
  database: Connection,
  input: { reason: string; at: string; cooldownMinutes: number; mostInADay: number },
): boolean {
  const since = (minutes: number) => new Date(Date.parse(input.at) - minutes * 60_000).toISOString();
  const count = database.prepare("SELECT count(*) FROM events WHERE kind = 'self-restart' AND at >= ?").pluck();
  const tooSoon = (count.get(since(input.cooldownMinutes)) as number) > 0;
  const tooMany = (count.get(since(24 * 60)) as number) >= input.mostInADay;
  if (tooSoon || tooMany) return false;
  appendEvent(database, 'self-restart', {}, { reason: input.reason });
  return true;
}
