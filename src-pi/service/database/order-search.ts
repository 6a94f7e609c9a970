import type { Connection } from './connection.ts';
import { orderWords, questionWords } from './order-words.ts';

/** Days after which an order is no longer found by its words. It stays in the list. */
export const searchDays = 90;
const mostAtOnce = 50;

interface DueOrder {
  readonly order_id: string;
  readonly number: string | null;
  readonly customer: string;
  readonly seen_at: string;
  readonly raw_json: string;
}

/**
 * Puts into the index what is due, some at a time, and takes out what is too old. Answers whether there is more to do. What is
 * up to date is not written.
 */
export function indexOrders(database: Connection, limits: { days?: number; atOnce?: number } = {}): boolean {
  const { days = searchDays, atOnce = mostAtOnce } = limits;
  const since = new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString();
  const due = database
    .prepare(
      // In the order in which they lie there: another one would look at all that is due for each few.
      'SELECT order_id, number, customer, seen_at, raw_json FROM order_search_due LEFT JOIN shop_orders ON id = order_id LIMIT ?',
    )
    .all(atOnce) as DueOrder[];
  const old = database
    .prepare('SELECT id, order_id FROM order_search_rows WHERE id < ? ORDER BY id LIMIT ?')
    .all(rowOf(since), atOnce) as { id: number; order_id: string }[];
  if (due.length + old.length === 0) return false;
  database.transaction(() => {
    for (const order of due) {
      if (order.number !== null && order.seen_at >= since) put(database, order as DueOrder & { number: string });
      database.prepare('DELETE FROM order_search_due WHERE order_id = ?').run(order.order_id);
    }
    for (const { id } of old) {
      database.prepare('DELETE FROM order_search WHERE rowid = ?').run(id);
      database.prepare('DELETE FROM order_search_rows WHERE id = ?').run(id);
    }
  })();
  return due.length === atOnce || old.length === atOnce;
}

/** Ids of the orders in which each word of the question begins a word, the newest first; from behind `after` on. */
export function searchOrders(
  database: Connection,
  input: { question: string; after: string | null; limit: number },
): string[] {
  const words = questionWords(input.question);
  if (words.length === 0) return [];
  const match = words.map((word) => `"${word}"*`).join(' ');
  return database
    .prepare(
      `SELECT order_id FROM order_search JOIN order_search_rows ON order_search_rows.id = order_search.rowid
         WHERE order_search MATCH @match
         AND order_search.rowid < coalesce((SELECT id FROM order_search_rows WHERE order_id = @after), 9000000000000000)
         ORDER BY order_search.rowid DESC LIMIT @limit`,
    )
    .pluck()
    .all({ match, after: input.after, limit: input.limit }) as string[];
}

function put(database: Connection, order: DueOrder & { number: string }): void {
  const known = database.prepare('SELECT id FROM order_search_rows WHERE order_id = ?').pluck().get(order.order_id);
  const id = (known as number | undefined) ?? freeRow(database, order.seen_at);
  if (known === undefined)
    database.prepare('INSERT INTO order_search_rows (id, order_id) VALUES (?, ?)').run(id, order.order_id);
  else database.prepare('DELETE FROM order_search WHERE rowid = ?').run(id);
  const words = orderWords({ number: order.number, customer: order.customer, rawJson: order.raw_json });
  database.prepare('INSERT INTO order_search (rowid, words) VALUES (?, ?)').run(id, words.join(' '));
}

/** Microseconds; many orders may be seen in one millisecond. */
function rowOf(instant: string): number {
  return Date.parse(instant) * 1000;
}

function freeRow(database: Connection, seenAt: string): number {
  const first = rowOf(seenAt);
  const last = database
    .prepare('SELECT max(id) FROM order_search_rows WHERE id BETWEEN ? AND ?')
    .pluck()
    .get(first, first + 999) as number | null;
  return last === null ? first : last + 1;
}
