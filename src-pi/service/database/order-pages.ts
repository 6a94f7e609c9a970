import type { OrderSummary } from '../../../src-shared/service/panel.ts';
import { among } from './among.ts';
import type { Connection } from './connection.ts';
import { searchOrders } from './order-search.ts';
import { type OrderRow, orderColumns, orderSummaries } from './panel-queries.ts';

/**
 * A page of orders, the newest first, from behind the order `after` on: all, or those that a question finds. `more` says
 * whether there is another page.
 */
export function orderPage(
  database: Connection,
  input: { question: string; after: string | null; limit: number },
): { orders: OrderSummary[]; more: boolean } {
  const limit = input.limit + 1;
  const rows = input.question.trim() === '' ? newest(database, input.after, limit) : found(database, input, limit);
  return { orders: orderSummaries(database, rows.slice(0, input.limit)), more: rows.length === limit };
}

/** Every order with a ticket that only a person can decide on, the oldest first, however old. */
export function openQuestions(database: Connection, limit: number): OrderSummary[] {
  const rows = database
    .prepare(
      `SELECT ${orderColumns} FROM shop_orders WHERE id IN (SELECT order_id FROM jobs WHERE state IN ('unknown', 'held')
         AND state NOT IN ('printed', 'sent', 'cancelled')) ORDER BY seen_at, id LIMIT ?`,
    )
    .all(limit) as OrderRow[];
  return orderSummaries(database, rows);
}

function newest(database: Connection, after: string | null, limit: number): OrderRow[] {
  const behind = after === null ? '' : 'WHERE (seen_at, id) < (SELECT seen_at, id FROM shop_orders WHERE id = @after)';
  return database
    .prepare(`SELECT ${orderColumns} FROM shop_orders ${behind} ORDER BY seen_at DESC, id DESC LIMIT @limit`)
    .all({ limit, ...(after === null ? {} : { after }) }) as OrderRow[];
}

function found(database: Connection, input: { question: string; after: string | null }, limit: number): OrderRow[] {
  const ids = searchOrders(database, { ...input, limit });
  const rows = database
    .prepare(`SELECT ${orderColumns} FROM shop_orders WHERE id ${among(ids)}`)
    .all(ids) as OrderRow[];
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => rowOf.get(id)).filter((row) => row !== undefined);
}
