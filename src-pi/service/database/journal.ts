import type { Connection } from './connection.ts';
import { now } from './times.ts';

/** One line of the append-only record. Its id is the id in the event stream and survives a restart. */
export interface ServiceEvent {
  readonly id: number;
  readonly at: string;
  readonly kind: string;
  readonly orderId: string | null;
  readonly jobId: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Appends an event inside the caller's transaction. Data never holds a secret. `at` is another instant for what happened before it could be written. */
export function appendEvent(
  database: Connection,
  kind: string,
  about: { orderId?: string; jobId?: number } = {},
  data: Record<string, unknown> = {},
  at: string = now(),
): void {
  database
    .prepare('INSERT INTO events (at, kind, order_id, job_id, data) VALUES (?, ?, ?, ?, ?)')
    .run(at, kind, about.orderId ?? null, about.jobId ?? null, JSON.stringify(data));
}

/** Events after an id, oldest first, at most `limit`. */
export function eventsAfter(database: Connection, id: number, limit: number): ServiceEvent[] {
  const rows = database.prepare('SELECT * FROM events WHERE id > ? ORDER BY id LIMIT ?').all(id, limit);
  return (rows as EventRow[]).map((row) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    orderId: row.order_id,
    jobId: row.job_id,
    data: JSON.parse(row.data),
  }));
}

interface EventRow {
  id: number;
  at: string;
  kind: string;
  order_id: string | null;
  job_id: number | null;
  data: string;
}

/** The newest event's id, 0 without any. */
export function lastEventId(database: Connection): number {
  const row = database.prepare('SELECT max(id) AS id FROM events').get() as { id: number | null };
  return row.id ?? 0;
}

export function readMeta(database: Connection, key: string): string | null {
  const row = database.prepare('SELECT value FROM meta WHERE key = ?').get(key) as { value: string } | undefined;
  return row?.value ?? null;
}

/** Writes only what is new: a poll that finds nothing must not wear the SD card. */
export function writeMeta(database: Connection, key: string, value: string): void {
  if (readMeta(database, key) === value) return;
  database
    .prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
    .run(key, value);
}
