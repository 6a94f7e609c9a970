import { createHash } from 'node:crypto';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { JobState } from '../../../src-shared/service/panel.ts';
import type { TicketType } from '../../../src-shared/service/restaurant.ts';
import { type Happening, transitions } from '../jobs/transitions.ts';
import type { Connection } from './connection.ts';
import { appendEvent } from './journal.ts';
import { mirrorJob } from './legacy-mirror.ts';
import { now } from './times.ts';

export interface JobRow {
  id: number;
  order_id: string;
  order_number: string;
  station: string;
  ticket: TicketType;
  profile: string;
  kind: 'full' | 'change' | 'cancel' | 'reprint';
  revision: number;
  copy: number;
  payload: Uint8Array;
  payload_sha256: string;
  plain_text: string;
  paper_millimetres: 58 | 80;
  state: JobState;
  priority: number;
  due_at: string | null;
  not_before: string | null;
  attempts: number;
  real_attempts: number;
  acknowledgement: 'A4' | 'A3' | 'A2' | 'A1' | 'A0' | null;
  reason: string;
  created_at: string;
  printed_at: string | null;
  release: string | null;
  legacy_job_id: number | null;
}

export interface NewJob {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly station: string;
  readonly ticket: JobRow['ticket'];
  /** The printer profile that the bytes were set for. */
  readonly profile: string;
  readonly kind: JobRow['kind'];
  readonly revision: number;
  readonly copy: number;
  readonly payload: Uint8Array;
  readonly plainText: string;
  readonly millimetres: 58 | 80;
  readonly state: Extract<JobState, 'queued' | 'held' | 'unknown'>;
  /** What is due first prints first; null is as soon as possible. */
  readonly dueAt: string | null;
  /** Not printed before this instant; null is at once. */
  readonly notBefore?: string | null;
  readonly reason?: string;
  readonly legacyJobId?: number;
}

/** A change or a cancellation must reach the kitchen before the next whole order. */
const priorities = { cancel: 4, change: 3, full: 2, reprint: 2 } as const;

/** Inserts a job once: the same order, station, kind, revision and copy again is the same job, and null comes back. */
export function insertJob(database: Connection, job: NewJob): number | null {
  const result = database
    .prepare(
      `INSERT INTO jobs (order_id, order_number, station, ticket, profile, kind, revision, copy, payload, payload_sha256, plain_text,
         paper_millimetres, state, priority, due_at, not_before, reason, created_at, legacy_job_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    )
    .run(
      job.orderId,
      job.orderNumber,
      job.station,
      job.ticket,
      job.profile,
      job.kind,
      job.revision,
      job.copy,
      Buffer.from(job.payload),
      sha256(job.payload),
      job.plainText,
      job.millimetres,
      job.state,
      priorities[job.kind],
      job.dueAt,
      job.notBefore ?? null,
      job.reason ?? '',
      now(),
      job.legacyJobId ?? null,
    );
  if (result.changes === 0) return null;
  const id = Number(result.lastInsertRowid);
  mirrorJob(database, readJob(database, id));
  appendEvent(database, `job-${job.state}`, { orderId: job.orderId, jobId: id }, { kind: job.kind });
  return id;
}

/** Gives a job of which no printer has got a byte other bytes, and the times that go with them. */
export function replacePayload(
  database: Connection,
  id: number,
  sheet: { payload: Uint8Array; plainText: string; dueAt: string | null; notBefore: string | null },
): void {
  database
    .prepare('UPDATE jobs SET payload = ?, payload_sha256 = ?, plain_text = ?, due_at = ?, not_before = ? WHERE id = ?')
    .run(Buffer.from(sheet.payload), sha256(sheet.payload), sheet.plainText, sheet.dueAt, sheet.notBefore, id);
  mirrorJob(database, readJob(database, id));
}

/** Throws `job.unknown`. */
export function readJob(database: Connection, id: number): JobRow {
  const row = database.prepare('SELECT * FROM jobs WHERE id = ?').get(id) as JobRow | undefined;
  if (!row) throw refuse('job.unknown', { jobId: id });
  return row;
}

export interface JobChange {
  readonly acknowledgement?: JobRow['acknowledgement'];
  readonly reason?: string;
  readonly release?: string;
  readonly countsAsRealAttempt?: boolean;
}

/**
 * Moves a job along its table of transitions, keeps the older service's row in step and tells it as an event. Runs inside the
 * caller's transaction. Throws `job.wrong-state` for an arrow that is not in the table.
 */
export function moveJob(database: Connection, id: number, happening: Happening, change: JobChange = {}): JobRow {
  const job = readJob(database, id);
  const state = transitions[job.state][happening];
  if (!state) throw refuse('job.wrong-state', { jobId: id, state: job.state }, { cause: happening });
  const done = state === 'printed' || state === 'sent';
  database
    .prepare(
      `UPDATE jobs SET state = ?, acknowledgement = ?, reason = ?, release = coalesce(?, release), printed_at = ?,
         real_attempts = real_attempts + ? WHERE id = ?`,
    )
    .run(
      state,
      change.acknowledgement ?? job.acknowledgement,
      change.reason ?? (happening === 'proven' ? '' : job.reason),
      change.release ?? null,
      done ? now() : job.printed_at,
      change.countsAsRealAttempt ? 1 : 0,
      id,
    );
  const moved = readJob(database, id);
  mirrorJob(database, moved);
  const data = { happening, acknowledgement: moved.acknowledgement, reason: moved.reason };
  appendEvent(database, `job-${state}`, { orderId: job.order_id, jobId: id }, data);
  return moved;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
