import { type DayFigures, noFigures, type Statistics } from '../../../src-shared/service/history.ts';
import type { Connection } from './connection.ts';

/** What a ticket counts as, worked out by SQLite: a number is told to JavaScript far sooner than a time in letters. */
type Row = [
  day: number,
  isReprint: 0 | 1,
  outcome: (typeof outcomes)[keyof typeof outcomes],
  attempts: number,
  /** From the moment at which it could be printed until it was; null if it was not. */
  seconds: number | null,
];

const outcomes = { cameOut: 0, undecided: 1, cancelled: 2, open: 3 } as const;
const secondsOfDay = 86_400;

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
      `SELECT CAST((unixepoch(created_at) + :offsetSeconds) / ${secondsOfDay} AS INTEGER), kind = 'reprint',
         CASE WHEN state IN ('printed', 'sent') THEN ${outcomes.cameOut} WHEN state IN ('held', 'unknown') THEN ${outcomes.undecided}
           WHEN state = 'cancelled' THEN ${outcomes.cancelled} ELSE ${outcomes.open} END,
         attempts,
         max(0, unixepoch(printed_at, 'subsec') - unixepoch(max(created_at, coalesce(not_before, '')), 'subsec'))
       FROM jobs WHERE created_at >= :since AND station NOT LIKE 'printer:%' ORDER BY created_at`,
    )
    .raw()
    .all({ since: input.since, offsetSeconds: input.offsetMinutes * 60 }) as Row[];
  const days = new Map<number, DayFigures>();
  const took: number[] = [];
  for (const row of rows) {
    const [number, , outcome, , seconds] = row;
    const day = days.get(number) ?? { day: nameOfDay(number), ...noFigures };
    days.set(number, day);
    count(day, row);
    if (outcome === outcomes.cameOut && seconds !== null) took.push(seconds);
  }
  const sorted = Float64Array.from(took).sort();
  return {
    days: [...days.values()],
    medianSeconds: quantile(sorted, 0.5),
    slowestTwentiethSeconds: quantile(sorted, 0.95),
  };
}

function nameOfDay(number: number): string {
  return new Date(number * secondsOfDay * 1000).toISOString().slice(0, 10);
}

/** Counts a ticket for its day. */
function count(day: DayFigures, [, isReprint, outcome, attempts, seconds]: Row): void {
  if (isReprint) day.reprints += 1;
  if (outcome === outcomes.undecided) day.undecided += 1;
  if (outcome === outcomes.open) day.open += 1;
  if (outcome !== outcomes.cameOut || seconds === null) return;
  const before = day.printed;
  day.printed += 1;
  if (attempts === 1) day.firstTry += 1;
  day.averageSeconds = ((day.averageSeconds ?? 0) * before + seconds) / day.printed;
  day.slowestSeconds = Math.max(day.slowestSeconds ?? 0, seconds);
}

function quantile(sorted: Float64Array, share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}
