import { crashPoint } from '../life/crash.ts';
import { among } from './among.ts';
import type { Connection } from './connection.ts';
import { appendEvent, readMeta, writeMeta } from './journal.ts';
import { type LegacyOrder, legacyKnowsOrder, mirrorOrder } from './legacy-mirror.ts';
import { rebuiltAtKey, watermarkKey } from './meta-keys.ts';
import { backlogOf, joinRecovery } from './recovery-sessions.ts';
import { addCancelJobs, addFullJobs, cancelJobs, changeJobs, type StationTickets } from './station-jobs.ts';
import { now } from './times.ts';

/** An order from the shop, ready to be written. */
export interface IncomingOrder {
  readonly id: string;
  readonly number: string;
  readonly status: 'approved' | 'cancelled' | 'unreadable';
  /** Why a person has to look at it before anything is printed. */
  readonly heldReason: 'unreadable' | 'unsupported' | null;
  /** When the guest ordered; null where nobody can read that. */
  readonly createdAt: string | null;
  readonly updatedAt: string;
  readonly contentHash: string;
  readonly customer: string;
  readonly fulfilment: string;
  readonly dueAt: string | null;
  /** The whole tickets are not printed before this instant; null is at once. */
  readonly notBefore: string | null;
  readonly itemCount: number;
  readonly rawJson: string;
  /** The default station's first. */
  readonly tickets: readonly StationTickets[];
  readonly legacy: LegacyOrder;
}

export interface KnownOrder {
  readonly id: string;
  readonly contentHash: string;
  readonly state: OrderState;
  readonly rawJson: string;
}

export type OrderState = 'accepted' | 'cancelled' | 'unreadable' | 'known-before';

/** What is already written of these orders; unknown ids are left out. */
export function knownOrders(database: Connection, ids: readonly string[]): KnownOrder[] {
  return database
    .prepare(
      `SELECT id, content_hash AS contentHash, state, raw_json AS rawJson FROM shop_orders WHERE id ${among(ids)}`,
    )
    .all(ids) as KnownOrder[];
}

/** Stands where the older service's order has not been seen in the shop yet, so that nobody knows what it looked like. */
export const adoptedHash = 'adopted';

/** Up to which `updatedDate` the shop has been read, or null before the first time. */
export function readWatermark(database: Connection): string | null {
  return readMeta(database, watermarkKey);
}

/**
 * Writes a page of orders and the jobs that follow from them, and with the last page the watermark, in one transaction. An
 * order is on disk with its job or not at all. What is already known changes nothing.
 */
export function acceptOrders(
  database: Connection,
  input: {
    readonly orders: readonly IncomingOrder[];
    readonly watermark: string | null;
    /** The shop was away: what comes now at once is a backlog. The present instant, or null. */
    readonly backlogAt?: string | null;
  },
): void {
  const watermarkMoves = input.watermark !== null && input.watermark !== readWatermark(database);
  if (input.orders.length === 0 && !watermarkMoves) return;
  database.transaction(() => {
    const newestBefore = database.prepare('SELECT coalesce(max(id), 0) FROM jobs').pluck().get() as number;
    for (const [index, order] of input.orders.entries()) {
      acceptOrder(database, order);
      if (index + 1 >= input.orders.length / 2) crashPoint('order-half-page');
    }
    if (input.watermark !== null) writeMeta(database, watermarkKey, input.watermark);
    if (input.backlogAt) addBacklog(database, newestBefore, input.backlogAt);
    if (input.orders.length > 0) crashPoint('order-before-commit');
  })();
  if (input.orders.length > 0) crashPoint('order-after-commit');
}

/** More than one order at once after an outage of the shop is a backlog; a single one is simply printed. */
function addBacklog(database: Connection, newestBefore: number, at: string): void {
  const jobs = database.prepare('SELECT id, order_id AS orderId FROM jobs WHERE id > ?').all(newestBefore) as {
    id: number;
    orderId: string;
  }[];
  if (new Set(jobs.map(({ orderId }) => orderId)).size < 2) return;
  const ids = jobs.map(({ id }) => id);
  joinRecovery(database, 'internet_recovery', backlogOf(database, ids, at));
}

function acceptOrder(database: Connection, order: IncomingOrder): void {
  const [known] = knownOrders(database, [order.id]);
  if (known?.contentHash === order.contentHash) return;
  if (!known) acceptNewOrder(database, order);
  else if (known.contentHash === adoptedHash && order.status === 'approved')
    writeOrder(database, order, 'known-before', 0);
  else if (order.status !== 'unreadable') acceptChangedOrder(database, order, known.state);
  else {
    // A known order that became unreadable keeps its last readable form. The hash is kept, so that this is told once.
    database.prepare('UPDATE shop_orders SET content_hash = ? WHERE id = ?').run(order.contentHash, order.id);
    appendEvent(database, 'order-unreadable', { orderId: order.id }, { number: order.number });
  }
}

function acceptNewOrder(database: Connection, order: IncomingOrder): void {
  const knownBefore = legacyKnowsOrder(database, order.id);
  if (order.status === 'cancelled' && !knownBefore) {
    // Cancelled before anybody saw it: nothing to cook, nothing to print.
    writeOrder(database, order, 'cancelled', 0);
    return;
  }
  mirrorOrder(database, order.legacy);
  if (order.status === 'unreadable') {
    writeOrder(database, order, 'unreadable', 0);
    addFullJobs(database, order, order.heldReason ?? 'unreadable');
    return;
  }
  if (order.status === 'cancelled') {
    writeOrder(database, order, 'cancelled', 0);
    addCancelJobs(database, order, 0);
    return;
  }
  writeOrder(database, order, knownBefore ? 'known-before' : 'accepted', 0);
  // The older service had it: its ticket is printed, or adopted from its table, but never made a second time.
  if (!knownBefore) addFullJobs(database, order, maybePrinted(database, order) ? 'maybe-printed' : undefined);
}

/**
 * Was it ordered before this database was made anew from a backup or from nothing? Then it may have been printed, and nobody
 * knows any more: the day is not printed again by itself.
 */
function maybePrinted(database: Connection, order: IncomingOrder): boolean {
  const rebuiltAt = readMeta(database, rebuiltAtKey);
  return rebuiltAt !== null && (order.createdAt ?? '') <= rebuiltAt;
}

function acceptChangedOrder(database: Connection, order: IncomingOrder, before: OrderState): void {
  mirrorOrder(database, order.legacy);
  const row = database.prepare('SELECT revision FROM shop_orders WHERE id = ?').get(order.id) as { revision: number };
  const revision = row.revision + 1;
  if (order.status === 'cancelled') {
    writeOrder(database, order, 'cancelled', revision);
    cancelJobs(database, order, before, revision);
    return;
  }
  writeOrder(database, order, before === 'known-before' ? 'known-before' : 'accepted', revision);
  changeJobs(database, order, before, revision);
}

function writeOrder(database: Connection, order: IncomingOrder, state: OrderState, revision: number): void {
  database
    .prepare(
      `INSERT INTO shop_orders (id, number, state, updated_at, seen_at, content_hash, revision, customer, fulfilment, due_at, item_count, raw_json)
       VALUES (@id, @number, @state, @updatedAt, @seenAt, @contentHash, @revision, @customer, @fulfilment, @dueAt, @itemCount, @rawJson)
       ON CONFLICT (id) DO UPDATE SET number = excluded.number, state = excluded.state, updated_at = excluded.updated_at,
         content_hash = excluded.content_hash, revision = excluded.revision, customer = excluded.customer, fulfilment = excluded.fulfilment,
         due_at = excluded.due_at, item_count = excluded.item_count, raw_json = excluded.raw_json`,
    )
    .run({
      id: order.id,
      number: order.number,
      updatedAt: order.updatedAt,
      contentHash: order.contentHash,
      customer: order.customer,
      fulfilment: order.fulfilment,
      dueAt: order.dueAt,
      itemCount: order.itemCount,
      rawJson: order.rawJson,
      state,
      revision,
      seenAt: now(),
    });
  appendEvent(database, `order-${state}`, { orderId: order.id }, { number: order.number, revision });
}
