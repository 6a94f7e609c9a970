import { type DayFigures, noFigures, type Statistics } from '../../../src-shared/service/history.ts';
import type { Connection } from './connection.ts';

type Row = [
  createdAt: string,
  notBefore: string | null,
  printedAt: string | null,
  state: string,
  attempts: number,
  kind: string,
];

/**
 * How tickets came out over the last days, by the day on which they were made. Test tickets do not count, nor what a guest has
 * cancelled. `offsetMinutes` is how far the restaurant's clock is ahead of UTC. One pass over the tickets of those days: an index
 * that knew all this would be written with each step of each ticket.
 */
export function printStatisticsByDay(
  database: Connection,
  input: { since: string; offsetMinutes: number },
): Statistics {
  const rows = database
    .prepare(
      // The station of a printer itself, for test tickets, begins so: `test-station.ts`.
      `SELECT created_at, not_before, printed_at, state, attempts, kind FROM jobs
         WHERE created_at >= ? AND station NOT LIKE 'printer:%' ORDER BY created_at`,
    )
    .raw()
    .all(input.since) as Row[];
  const days = new Map<string, DayFigures>();
  const took: number[] = [];
  for (const row of rows) {
    const name = new Date(Date.parse(row[0]) + input.offsetMinutes * 60_000).toISOString().slice(0, 10);
    const day = days.get(name) ?? { day: name, ...noFigures };
    days.set(name, day);
    const seconds = count(day, row);
    if (seconds !== null) took.push(seconds);
  }
  took.sort((a, b) => a - b);
  return {
    days: [...days.values()],
    medianSeconds: quantile(took, 0.5),
    slowestTwentiethSeconds: quantile(took, 0.95),
  };
}

/** Counts a ticket for its day. Answers the seconds from the moment at which it could be printed until it was, if it was. */
function count(day: DayFigures, [createdAt, notBefore, printedAt, state, attempts, kind]: Row): number | null {
  if (kind === 'reprint') day.reprints += 1;
  if (state === 'held' || state === 'unknown') day.undecided += 1;
  else if (state !== 'printed' && state !== 'sent') {
    if (state !== 'cancelled') day.open += 1;
    return null;
  }
  if (printedAt === null || state === 'held' || state === 'unknown') return null;
  const before = day.printed;
  day.printed += 1;
  if (attempts === 1) day.firstTry += 1;
  const from = notBefore !== null && notBefore > createdAt ? notBefore : createdAt;
  const seconds = Math.max(0, Date.parse(printedAt) - Date.parse(from)) / 1000;
  day.averageSeconds = ((day.averageSeconds ?? 0) * before + seconds) / day.printed;
  day.slowestSeconds = Math.max(day.slowestSeconds ?? 0, seconds);
  return seconds;
}

function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}
