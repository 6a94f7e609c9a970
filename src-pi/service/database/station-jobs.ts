import type { TicketType } from '../../../src-shared/service/restaurant.ts';
import type { Connection } from './connection.ts';
import { insertJob, type JobRow, moveJob, replacePayload } from './jobs.ts';
import { appendEvent } from './journal.ts';
import type { IncomingOrder, OrderState } from './orders.ts';

export interface RenderedTicket {
  readonly payload: Uint8Array;
  readonly plainText: string;
}

/** The tickets that an order could need at one station; which of them it needs, the database decides inside the transaction. */
export interface StationTickets {
  readonly station: string;
  readonly ticket: TicketType;
  readonly profile: string;
  readonly millimetres: 58 | 80;
  /** The order as it was known before made a ticket here. */
  readonly concernedBefore: boolean;
  /** One for each copy; empty where the order as it is now makes no ticket here. */
  readonly full: readonly RenderedTicket[];
  /** One for each copy; empty where nothing changed for this station. */
  readonly change: readonly RenderedTicket[];
  readonly cancel: readonly RenderedTicket[];
}

/** Why a ticket waits for a person before it was ever tried. */
export type HeldReason = 'unreadable' | 'unsupported' | 'maybe-printed';

/** The jobs of an order that is new. */
export function addFullJobs(database: Connection, order: IncomingOrder, held?: HeldReason): void {
  for (const tickets of order.tickets)
    for (const copy of tickets.full.keys()) addJob(database, order, tickets, 'full', 0, copy, held);
}

/** An order that somebody else printed is cancelled: the kitchens that make it hear of it. */
export function addCancelJobs(database: Connection, order: IncomingOrder, revision: number): void {
  for (const tickets of order.tickets.filter(({ ticket, full }) => ticket === 'kitchen' && full.length > 0))
    for (const copy of tickets.cancel.keys()) addJob(database, order, tickets, 'cancel', revision, copy);
}

/**
 * A cancelled order: what no printer has begun is not printed any more, and everyone who got paper gets a CANCEL slip. A station
 * that is gone is spoken for by the default one.
 */
export function cancelJobs(database: Connection, order: IncomingOrder, before: OrderState, revision: number): void {
  const jobs = orderJobs(database, order.id);
  for (const job of jobs.filter(nothingOnPaper))
    if (job.kind !== 'cancel' && job.state !== 'cancelled')
      moveJob(database, job.id, 'order-cancelled', { reason: 'cancelled' });
  if (before === 'cancelled') return;
  if (jobs.length === 0 && before === 'known-before') {
    addCancelJobs(database, order, revision);
    return;
  }
  const [fallback] = order.tickets;
  for (const job of jobs.filter((one) => !nothingOnPaper(one))) {
    const tickets = order.tickets.find(({ station }) => station === job.station) ?? fallback;
    if (!tickets) continue;
    const copy = tickets.cancel[job.copy] && tickets.station === job.station ? job.copy : 0;
    addJob(database, order, tickets, 'cancel', revision, copy);
  }
}

/**
 * A changed order, station by station and copy by copy: a ticket that no printer has begun is replaced, one that is on paper
 * gets a CHANGE slip with what differs, and a station that newly has a part in the order gets its ticket.
 */
export function changeJobs(database: Connection, order: IncomingOrder, before: OrderState, revision: number): void {
  const jobs = orderJobs(database, order.id);
  const somethingOnPaper = before === 'known-before' || jobs.some((job) => !nothingOnPaper(job));
  for (const tickets of order.tickets) {
    const fulls = jobs.filter(({ station, kind }) => station === tickets.station && kind === 'full');
    for (let copy = 0; copy < Math.max(fulls.length, tickets.full.length, tickets.change.length); copy += 1) {
      const job = fulls[copy];
      if (job && nothingOnPaper(job)) replaceJob(database, job, tickets.full[copy], order, before);
      else if (job) addJob(database, order, tickets, 'change', revision, copy);
      else if (!tickets.concernedBefore || !somethingOnPaper) addJob(database, order, tickets, 'full', revision, copy);
      // The older service printed nothing but kitchen tickets; nobody else has anything that could have changed.
      else if (before !== 'known-before' || tickets.ticket === 'kitchen')
        addJob(database, order, tickets, 'change', revision, copy);
    }
  }
}

function replaceJob(
  database: Connection,
  job: OrderJob,
  sheet: RenderedTicket | undefined,
  order: IncomingOrder,
  before: OrderState,
): void {
  if (!sheet) {
    if (job.state !== 'cancelled') moveJob(database, job.id, 'order-cancelled', { reason: 'nothing-to-make' });
    return;
  }
  replacePayload(database, job.id, { ...sheet, dueAt: order.dueAt, notBefore: order.notBefore });
  if (job.state === 'cancelled') moveJob(database, job.id, 'order-approved-again', { reason: '' });
  if (job.state === 'held' && before === 'unreadable') moveJob(database, job.id, 'order-readable', { reason: '' });
  appendEvent(database, 'order-changed', { orderId: job.order_id, jobId: job.id });
}

function addJob(
  database: Connection,
  order: IncomingOrder,
  tickets: StationTickets,
  kind: 'full' | 'change' | 'cancel',
  revision: number,
  copy: number,
  held?: HeldReason,
): void {
  const sheet = tickets[kind][copy];
  if (!sheet) return;
  insertJob(database, {
    orderId: order.id,
    orderNumber: order.number,
    station: tickets.station,
    ticket: tickets.ticket,
    profile: tickets.profile,
    kind,
    revision,
    copy,
    ...sheet,
    millimetres: tickets.millimetres,
    state: held ? 'held' : 'queued',
    dueAt: order.dueAt,
    // A change or a cancellation is news for who already has the ticket.
    notBefore: kind === 'full' ? order.notBefore : null,
    reason: held ?? '',
  });
}

type OrderJob = JobRow & { begun: number };

function orderJobs(database: Connection, orderId: string): OrderJob[] {
  return database
    .prepare(
      `SELECT *, EXISTS (SELECT 1 FROM attempts WHERE job_id = jobs.id AND first_byte_at IS NOT NULL) AS begun
       FROM jobs WHERE order_id = ? ORDER BY copy, id`,
    )
    .all(orderId) as OrderJob[];
}

/** No byte of it has gone to a printer, and none is about to. */
function nothingOnPaper(job: OrderJob): boolean {
  return job.begun === 0 && ['queued', 'waiting-printer', 'held', 'cancelled'].includes(job.state);
}
