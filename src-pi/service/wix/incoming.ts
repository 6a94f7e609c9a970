import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { IncomingOrder, KnownOrder } from '../database/orders.ts';
import { itemCount } from '../tickets/kit.ts';
import type { TicketDesk } from '../tickets/station-tickets.ts';
import { isOldRestaurantsOrder } from './old-restaurants.ts';
import { contentHash, type KitchenOrder, kitchenOrder, type WixOrder, wixOrderSchema } from './order.ts';

const identitySchema = z.looseObject({ id: z.string().min(1).max(200) });
const numberedSchema = z.looseObject({ number: z.union([z.string(), z.number()]) });

/** What the shop sent, sorted by what can be done with it. */
export type ReadOrder =
  | { readonly kind: 'order'; readonly id: string; readonly order: WixOrder; readonly raw: unknown }
  /** A checkout that is not finished, or one the restaurant rejected: it comes again when it changes. */
  | { readonly kind: 'not-for-the-kitchen' }
  /** Kept and shown, never lost: somebody has ordered something. `unsupported` is an order of the old Wix Restaurants. */
  | {
      readonly kind: 'unreadable';
      readonly why: 'unreadable' | 'unsupported';
      readonly id: string;
      readonly number: string;
      readonly raw: unknown;
    };

/** Reads one order. It never throws: an order that cannot be read is kept, and becomes visible. */
export function readWixOrder(raw: unknown): ReadOrder {
  const parsed = wixOrderSchema.safeParse(raw);
  if (parsed.success) {
    const wanted = parsed.data.status === 'APPROVED' || parsed.data.status === 'CANCELED';
    return wanted ? { kind: 'order', id: parsed.data.id, order: parsed.data, raw } : { kind: 'not-for-the-kitchen' };
  }
  const identity = identitySchema.safeParse(raw);
  const numbered = numberedSchema.safeParse(raw);
  const id = identity.success ? identity.data.id : `unreadable-${sha256(JSON.stringify(raw) ?? '')}`;
  const why = isOldRestaurantsOrder(raw) ? 'unsupported' : 'unreadable';
  return {
    kind: 'unreadable',
    why,
    id,
    number: numbered.success ? String(numbered.data.number) : id.slice(0, 12),
    raw,
  };
}

type Readable = Extract<ReadOrder, { kind: 'order' }>;
type Unreadable = Extract<ReadOrder, { kind: 'unreadable' }>;

/** What an order is set on paper with. `leadMinutes` before it is due its tickets are printed. */
export interface IncomingSettings {
  readonly desk: TicketDesk;
  readonly leadMinutes: number;
}

/** Makes of a read order what the database writes; `known` is what it has of the same order, if it has. */
export function incomingOrder(
  read: Readable | Unreadable,
  known: KnownOrder | undefined,
  settings: IncomingSettings,
): IncomingOrder {
  if (read.kind === 'unreadable') return unreadableOrder(read, settings);
  try {
    return readableOrder(read, known, settings);
  } catch {
    // One order that cannot be set on paper must not hold up the others.
    const { id, order, raw } = read;
    return unreadableOrder({ kind: 'unreadable', why: 'unreadable', id, number: order.number, raw }, settings);
  }
}

function unreadableOrder(read: Unreadable, { desk }: IncomingSettings): IncomingOrder {
  const rawJson = JSON.stringify(read.raw) ?? 'null';
  const legacy = { ...emptyLegacy, id: read.id, status: 'UNREADABLE', orderedAt: new Date().toISOString(), rawJson };
  return {
    id: read.id,
    number: read.number,
    status: 'unreadable',
    heldReason: read.why,
    createdAt: null,
    updatedAt: '',
    contentHash: sha256(rawJson),
    customer: '',
    fulfilment: 'unknown',
    dueAt: null,
    notBefore: null,
    itemCount: 0,
    rawJson,
    tickets: desk.unreadable(read.number),
    legacy,
  };
}

function readableOrder(read: Readable, known: KnownOrder | undefined, settings: IncomingSettings): IncomingOrder {
  const { desk, leadMinutes } = settings;
  const rawJson = JSON.stringify(read.raw);
  const order = kitchenOrder(read.order);
  const before = known ? earlierOrder(known) : null;
  return {
    id: order.id,
    number: order.number,
    status: order.cancelled ? 'cancelled' : 'approved',
    heldReason: null,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    contentHash: contentHash(order),
    customer: order.customer,
    fulfilment: order.fulfilment,
    dueAt: order.dueAt,
    notBefore: order.dueAt && new Date(Date.parse(order.dueAt) - leadMinutes * 60_000).toISOString(),
    itemCount: itemCount(order),
    rawJson,
    tickets: desk.tickets(order, before),
    legacy: {
      id: order.id,
      status: read.order.status,
      itemsJson: JSON.stringify(order.items),
      customerJson: JSON.stringify({ name: order.customer, phone: order.phone }),
      deliveryJson: JSON.stringify({ type: order.fulfilment, time: order.dueAt, address: order.address }),
      total: read.order.priceSummary?.total?.amount ?? 0,
      currency: read.order.currency ?? 'EUR',
      orderedAt: order.createdAt,
      rawJson,
    },
  };
}

const emptyLegacy = { itemsJson: '[]', customerJson: '{}', deliveryJson: '{}', total: 0, currency: 'EUR' };

/**
 * The order as it was written before, for the differences; null when that one could not be read either. Of a cancelled order
 * nothing was left to make.
 */
function earlierOrder(known: KnownOrder): KitchenOrder | null {
  const parsed = wixOrderSchema.safeParse(JSON.parse(known.rawJson));
  if (!parsed.success) return null;
  const order = kitchenOrder(parsed.data);
  return known.state === 'cancelled' ? { ...order, items: [] } : order;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
