import type { BusyHours } from '../../../src-shared/service/history.ts';
import type { Connection } from './connection.ts';

/**
 * Orders by the hour in which they came, in UTC: at most one line for each hour since then. What the shop had before this Pi
 * looked at it for the first time came at no hour that anybody knows.
 */
export function busyHours(database: Connection, input: { since: string }): BusyHours {
  const hours = database
    .prepare(
      `SELECT substr(seen_at, 1, 13) AS hour, count(*) AS orders FROM shop_orders
         WHERE seen_at >= ? AND state IN ('accepted', 'cancelled') GROUP BY hour ORDER BY hour`,
    )
    .all(input.since) as BusyHours['hours'];
  return { since: input.since, hours };
}
