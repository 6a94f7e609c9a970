import type { BusyHours } from '../../../src-shared/service/history.ts';
import type { Connection } from './connection.ts';

/** The expression is that of the index `shop_orders_hour`, along which they are counted. */
export const ordersByHour = `SELECT substr(seen_at, 1, 13) AS hour, count(*) AS orders FROM shop_orders
  WHERE substr(seen_at, 1, 13) >= substr(?, 1, 13) AND state IN ('accepted', 'cancelled') GROUP BY hour ORDER BY hour`;

/**
 * Orders by the hour in which they came, in UTC: at most one line for each hour, from that of `since` on. What the shop had before this Pi
 * looked at it for the first time came at no hour that anybody knows.
 */
export function busyHours(database: Connection, input: { since: string }): BusyHours {
  // Thousands of rows come to JavaScript quicker as one text.
  const asJson = `SELECT json_group_array(json_object('hour', hour, 'orders', orders)) FROM (${ordersByHour})`;
  const hours = database.prepare(asJson).pluck().get(input.since) as string;
  return { since: input.since, hours: JSON.parse(hours) as BusyHours['hours'] };
}
