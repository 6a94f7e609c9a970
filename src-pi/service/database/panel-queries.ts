import { refuse } from '../../../src-shared/contract/errors.ts';
import type { JobSummary, OrderSummary, ServiceStatus } from '../../../src-shared/service/panel.ts';
import { among } from './among.ts';
import type { Connection } from './connection.ts';
import { insertJob, type JobRow, moveJob, readJob } from './jobs.ts';
import { appendEvent } from './journal.ts';
import { openSession } from './recovery-sessions.ts';
import { stationNames } from './restaurant.ts';
import { now } from './times.ts';

/** What the queue looks like at this moment. */
export interface QueueFacts {
  readonly queue: ServiceStatus['queue'];
  readonly lastPrinted: ServiceStatus['lastPrinted'];
  readonly recovery: ServiceStatus['recovery'];
}

export function queueFacts(database: Connection): QueueFacts {
  const waits = "state IN ('queued', 'waiting-printer', 'printing', 'paused-in-printer')";
  const counts = database
    .prepare(
      `SELECT count(*) FILTER (WHERE ${waits} AND NOT later) AS waiting, count(*) FILTER (WHERE ${waits} AND later) AS scheduled,
         count(*) FILTER (WHERE state = 'held') AS held, count(*) FILTER (WHERE state = 'unknown') AS unknown,
         min(created_at) FILTER (WHERE ${waits} AND NOT later) AS oldestAt
       FROM (SELECT state, created_at, coalesce(not_before, '') > ? AS later FROM jobs WHERE state NOT IN ('printed', 'sent', 'cancelled'))`,
    )
    .get(now()) as ServiceStatus['queue'];
  const last = database
    .prepare(
      "SELECT order_number AS orderNumber, printed_at AS at FROM jobs WHERE printed_at IS NOT NULL AND state = 'printed' ORDER BY printed_at DESC LIMIT 1",
    )
    .get() as { orderNumber: string; at: string } | undefined;
  return { queue: counts, lastPrinted: last ?? null, recovery: openSession(database) };
}

/** What a list shows: without the bytes of the tickets and the shop's own words, which are long. */
export const orderColumns = 'id, number, state, customer, fulfilment, due_at, seen_at, item_count';
const jobColumns =
  'id, order_id, order_number, station, ticket, kind, state, acknowledgement, attempts, not_before, reason, created_at, printed_at, release';

/** The newest orders with their tickets. */
export function listOrders(database: Connection, limit: number): OrderSummary[] {
  const rows = database
    .prepare(`SELECT ${orderColumns} FROM shop_orders ORDER BY seen_at DESC, id DESC LIMIT ?`)
    .all(limit) as OrderRow[];
  return orderSummaries(database, rows);
}

/** Orders as the panel shows them, each with its tickets. */
export function orderSummaries(database: Connection, rows: readonly OrderRow[]): OrderSummary[] {
  const names = stationNames(database);
  const ids = rows.map(({ id }) => id);
  const jobs = database
    .prepare(`SELECT ${jobColumns} FROM jobs WHERE order_id ${among(ids)} ORDER BY id`)
    .all(ids) as JobRow[];
  const jobsOf = Map.groupBy(jobs, (job) => job.order_id);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    customer: row.customer,
    fulfilment: row.fulfilment,
    dueAt: row.due_at,
    seenAt: row.seen_at,
    itemCount: row.item_count,
    cancelled: row.state === 'cancelled',
    jobs: (jobsOf.get(row.id) ?? []).map((job) => jobSummary(job, names)),
  }));
}

export interface OrderRow {
  id: string;
  number: string;
  state: string;
  customer: string;
  fulfilment: OrderSummary['fulfilment'];
  due_at: string | null;
  seen_at: string;
  item_count: number;
}

function jobSummary(job: JobRow, stationNames: ReadonlyMap<string, string>): JobSummary {
  return {
    id: job.id,
    orderId: job.order_id,
    orderNumber: job.order_number,
    station: job.station,
    stationName: stationNames.get(job.station) ?? '',
    kind: job.kind,
    state: job.state,
    acknowledgement: job.acknowledgement,
    attempts: job.attempts,
    createdAt: job.created_at,
    printedAt: job.printed_at,
    release: job.release,
    reason: job.reason,
    notBefore: job.not_before,
  };
}

/** The bytes of a job as they last went to a printer, or as they will. Throws `job.unknown`. */
export function readTicket(database: Connection, jobId: number) {
  const job = readJob(database, jobId);
  const attempt = database
    .prepare(
      'SELECT mark, begin_id AS beginId, end_id AS endId FROM attempts WHERE job_id = ? ORDER BY number DESC LIMIT 1',
    )
    .get(jobId) as { mark: Uint8Array; beginId: string; endId: string } | undefined;
  return { payload: job.payload, millimetres: job.paper_millimetres, profile: job.profile, attempt: attempt ?? null };
}

/** Orders another copy of a ticket. It always bears REPRINT. Answers the new job's id. Throws `job.unknown`. */
export function reprint(database: Connection, input: { jobId: number; reason: string }): number {
  return database.transaction(() => {
    const job = readJob(database, input.jobId);
    const copies = database
      .prepare(
        "SELECT max(copy) AS copy FROM jobs WHERE order_id = ? AND station = ? AND revision = ? AND kind = 'reprint'",
      )
      .get(job.order_id, job.station, job.revision) as { copy: number | null };
    const id = insertJob(database, {
      orderId: job.order_id,
      orderNumber: job.order_number,
      station: job.station,
      ticket: job.ticket,
      profile: job.profile,
      kind: 'reprint',
      revision: job.revision,
      copy: (copies.copy ?? 0) + 1,
      payload: job.payload,
      plainText: job.plain_text,
      millimetres: job.paper_millimetres,
      state: 'queued',
      dueAt: null,
      reason: input.reason,
    });
    if (id === null) throw refuse('job.wrong-state', { jobId: job.id, state: job.state });
    appendEvent(
      database,
      'reprint-ordered',
      { orderId: job.order_id, jobId: id },
      { of: job.id, reason: input.reason },
    );
    return id;
  })();
}

/** A person's word on a ticket of which nobody knows. Throws `job.unknown`, `job.wrong-state`. */
export function resolveJob(database: Connection, input: { jobId: number; answer: 'printed' | 'print-again' }): void {
  database.transaction(() => {
    const happening = input.answer === 'printed' ? 'person-says-printed' : 'person-says-print-again';
    moveJob(database, input.jobId, happening, { reason: happening });
  })();
}

/** Gives every held ticket another chance. Answers how many. */
export function retryHeld(database: Connection): number {
  return database.transaction(() => {
    const rows = database.prepare("SELECT id FROM jobs WHERE state = 'held' ORDER BY id").all() as { id: number }[];
    for (const { id } of rows) moveJob(database, id, 'person-says-print-again', { reason: 'retry-failed' });
    return rows.length;
  })();
}
