import { randomInt } from 'node:crypto';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { JobState } from '../../../src-shared/service/panel.ts';
import type { Happening } from '../jobs/transitions.ts';
import { claimableStates } from '../jobs/transitions.ts';
import { crashPoint } from '../life/crash.ts';
import { printerProcessId } from '../printer/commands.ts';
import type { Connection } from './connection.ts';
import { type JobChange, type JobRow, moveJob, readJob } from './jobs.ts';
import { appendEvent, readMeta, writeMeta } from './journal.ts';
import { backlogOf, joinRecovery } from './recovery-sessions.ts';
import { now } from './times.ts';

/** The job whose turn it is: by priority, then by when it is due, then by when it came. */
export interface NextJob {
  readonly id: number;
  readonly station: string;
  readonly kind: JobRow['kind'];
  /** How many times paper may already bear this ticket, this order's reprints included. 0 means that it is the first. */
  readonly earlierTickets: number;
  readonly attempts: number;
  /** Of the attempts, those that count against the limit: an outage is nobody's fault. */
  readonly realAttempts: number;
  /** Why it waits: `policy-says-print-again` where no person has said that the first ticket is not there. */
  readonly reason: string;
}

const claimable = claimableStates.map((state) => `'${state}'`).join(', ');
/** The words of the partial index `jobs_open`, so that SQLite may use it. */
const open = "state NOT IN ('printed', 'sent', 'cancelled')";

/**
 * The next job of these stations, or null when nothing may be printed now. What is live goes before the backlog of a recovery
 * session; then priority; then what is due first. Jobs for later and jobs whose batch has not been released wait.
 * `at` is an ISO instant.
 */
export function nextJob(database: Connection, input: { stations: readonly string[]; at: string }): NextJob | null {
  const row = database
    .prepare(
      `SELECT jobs.id, station, kind, attempts, real_attempts, copy, reason,
         (SELECT count(*) FROM attempts WHERE job_id = jobs.id AND first_byte_at IS NOT NULL) AS begun
         FROM jobs LEFT JOIN recovery_items ON recovery_items.job_id = jobs.id AND recovery_items.state IN ('waiting', 'released')
         WHERE jobs.state IN (${claimable}) AND jobs.${open} AND station IN (SELECT value FROM json_each(?))
         AND (not_before IS NULL OR not_before <= ?) AND recovery_items.state IS NOT 'waiting'
         ORDER BY recovery_items.job_id IS NOT NULL, priority DESC, coalesce(due_at, jobs.created_at), jobs.id LIMIT 1`,
    )
    .get(JSON.stringify(input.stations), input.at) as (JobRow & { begun: number }) | undefined;
  if (!row) return null;
  const { id, station, kind, attempts, real_attempts: realAttempts, reason } = row;
  const earlierTickets = row.begun + (kind === 'reprint' ? row.copy : 0);
  return { id, station, kind, attempts, realAttempts, reason, earlierTickets };
}

export interface Claim {
  readonly attemptId: number;
  /** The job's bytes at the moment of the claim; from then on they never change. */
  readonly payload: Uint8Array;
  readonly beginId: string;
  readonly endId: string;
}

/**
 * The first mark of an attempt: from here on the job belongs to this printer and this attempt. Nothing may be sent before
 * this is committed. Throws `job.wrong-state` if the job went elsewhere meanwhile.
 */
export function claimJob(
  database: Connection,
  input: { jobId: number; attempts: number; mark: Uint8Array; printer: string; bootId: string; release: string },
): Claim {
  return committing(database, 'claim', () => {
    const job = readJob(database, input.jobId);
    if (job.attempts !== input.attempts) throw refuse('job.wrong-state', { jobId: job.id, state: job.state });
    database.prepare('UPDATE jobs SET attempts = attempts + 1 WHERE id = ?').run(job.id);
    const result = database
      .prepare(
        `INSERT INTO attempts (job_id, number, begin_id, end_id, mark, boot_id, printer, release, opened_at)
         VALUES (?, ?, '', '', ?, ?, ?, ?, ?)`,
      )
      .run(job.id, job.attempts + 1, Buffer.from(input.mark), input.bootId, input.printer, input.release, now());
    const attemptId = Number(result.lastInsertRowid);
    const number = identityOffset(database) + attemptId;
    const beginId = printerProcessId('B', number);
    const endId = printerProcessId('E', number);
    database.prepare('UPDATE attempts SET begin_id = ?, end_id = ? WHERE id = ?').run(beginId, endId, attemptId);
    moveJob(database, job.id, 'claimed', { release: input.release });
    return { attemptId, payload: job.payload, beginId, endId };
  });
}

const offsetKey = 'process-id.offset';

/**
 * Where this database begins to count its identities. Two services that share a printer hear each other's: they must not take
 * one for their own.
 */
function identityOffset(database: Connection): number {
  const stored = readMeta(database, offsetKey);
  if (stored !== null) return Number(stored);
  const offset = randomInt(800_000);
  writeMeta(database, offsetKey, String(offset));
  return offset;
}

/** The second mark: on disk before the first byte that puts ink on paper is on the wire. */
export function markFirstByte(database: Connection, attemptId: number): void {
  committing(database, 'first-byte', () => {
    database.prepare('UPDATE attempts SET first_byte_at = ? WHERE id = ?').run(now(), attemptId);
  });
}

/** Moves the job of an attempt; with a `result` the attempt is over. */
export function attemptHappened(
  database: Connection,
  input: { attemptId: number; happening: Happening; change?: JobChange; ends: boolean },
): JobState {
  const attempt = database.prepare('SELECT job_id FROM attempts WHERE id = ?').get(input.attemptId) as {
    job_id: number;
  };
  return committing(database, input.ends ? 'result' : 'stop', () => {
    if (input.ends)
      database
        .prepare('UPDATE attempts SET ended_at = ?, result = ?, acknowledgement = ? WHERE id = ?')
        .run(now(), input.happening, input.change?.acknowledgement ?? null, input.attemptId);
    // A queue may turn out to have sent nothing after the mark: then the next ticket is the first.
    if (input.happening === 'nothing-sent')
      database.prepare('UPDATE attempts SET first_byte_at = NULL WHERE id = ?').run(input.attemptId);
    return moveJob(database, attempt.job_id, input.happening, input.change).state;
  });
}

/** What the printer's late word on the end of a ticket was good for. */
export type LateWord =
  /** It was a ticket of which we had lost sight. */
  | 'proof'
  /** One of ours, of which all is known. */
  | 'known'
  /** Nobody here has ever given it such a ticket: another service uses this printer. */
  | 'foreign';

/**
 * The printer itself names a ticket of which we had lost sight: it is on paper. That counts until a second one has been begun,
 * unless a person has asked for that second one.
 */
export function proveByPrinter(database: Connection, endId: string): LateWord {
  const attempt = database
    .prepare(
      `SELECT attempts.id, attempts.job_id, number = jobs.attempts AND (jobs.state = 'unknown'
           OR jobs.state IN (${claimable}) AND jobs.reason = 'policy-says-print-again') AS waited
         FROM attempts JOIN jobs ON jobs.id = job_id WHERE end_id = ? ORDER BY attempts.id DESC LIMIT 1`,
    )
    .get(endId) as { id: number; job_id: number; waited: 0 | 1 } | undefined;
  if (!attempt) return 'foreign';
  if (attempt.waited === 0) return 'known';
  committing(database, 'late-proof', () => {
    database
      .prepare("UPDATE attempts SET ended_at = ?, result = 'proven', acknowledgement = 'A4' WHERE id = ?")
      .run(now(), attempt.id);
    moveJob(database, attempt.job_id, 'proven', { acknowledgement: 'A4' });
  });
  return 'proof';
}

/**
 * The restaurant's rule for tickets of which nobody knows: those that have been unknown since `before` (an ISO instant) are
 * printed again, marked. Answers how many.
 */
export function reprintUnknown(database: Connection, before: string): number {
  const rows = database
    .prepare(
      `SELECT jobs.id FROM jobs JOIN attempts ON job_id = jobs.id AND number = jobs.attempts
         WHERE jobs.state = 'unknown' AND jobs.${open} AND ended_at <= ?`,
    )
    .all(before) as { id: number }[];
  if (rows.length === 0) return 0;
  database.transaction(() => {
    for (const { id } of rows) moveJob(database, id, 'policy-says-print-again', { reason: 'policy-says-print-again' });
  })();
  return rows.length;
}

/**
 * The printer of these stations can print, or cannot: what waits for it says so. One transaction, and none when nothing
 * changes. Outages cost no attempt. What has waited for a printer that is back is the backlog of a recovery session. `at` is an ISO
 * instant.
 */
export function printerCame(
  database: Connection,
  input: { stations: readonly string[]; able: boolean; at: string },
): void {
  const [from, happening] = input.able
    ? (['waiting-printer', 'printer-back'] as const)
    : (['queued', 'printer-away'] as const);
  const rows = database
    .prepare(`SELECT id FROM jobs WHERE state = ? AND ${open} AND station IN (SELECT value FROM json_each(?))`)
    .all(from, JSON.stringify(input.stations)) as { id: number }[];
  if (rows.length === 0) return;
  database.transaction(() => {
    for (const { id } of rows) moveJob(database, id, happening);
    if (input.able) {
      const ids = rows.map(({ id }) => id);
      joinRecovery(database, 'printer_recovery', backlogOf(database, ids, input.at));
    }
  })();
}

/** The stations for which something is still to be printed: also those that the restaurant has given up. */
export function stationsWithOpenJobs(database: Connection): string[] {
  const rows = database.prepare(`SELECT DISTINCT station FROM jobs WHERE ${open}`).all() as { station: string }[];
  return rows.map(({ station }) => station);
}

/**
 * After a start: what was being printed when the process ended. Without the second mark nothing can be on paper, and it is
 * queued again; with it nobody knows, and the job says so until the printer or a person answers. Tells the printers that may
 * have been left with half a ticket.
 */
export function resolveInterrupted(database: Connection): string[] {
  const rows = database
    .prepare(
      `SELECT attempts.id, job_id, printer, first_byte_at FROM attempts JOIN jobs ON jobs.id = job_id AND number = jobs.attempts
         WHERE jobs.state IN ('printing', 'paused-in-printer')`,
    )
    .all() as { id: number; job_id: number; printer: string; first_byte_at: string | null }[];
  if (rows.length === 0) return [];
  committing(database, 'interrupted', () => {
    for (const row of rows) {
      const happening = row.first_byte_at === null ? 'nothing-sent' : 'lost-sight';
      database.prepare('UPDATE attempts SET ended_at = ?, result = ? WHERE id = ?').run(now(), happening, row.id);
      const change = happening === 'lost-sight' ? { acknowledgement: 'A0' as const, reason: 'interrupted' } : {};
      moveJob(database, row.job_id, happening, change);
    }
    appendEvent(database, 'interrupted-jobs-resolved', {}, { count: rows.length });
  });
  return rows.filter((row) => row.first_byte_at !== null).map(({ printer }) => printer);
}

type Commit = 'claim' | 'first-byte' | 'stop' | 'result' | 'interrupted' | 'late-proof';

function committing<Result>(database: Connection, name: Commit, work: () => Result): Result {
  const result = database.transaction(() => {
    const value = work();
    crashPoint(`${name}-before-commit`);
    return value;
  })();
  crashPoint(`${name}-after-commit`);
  return result;
}
