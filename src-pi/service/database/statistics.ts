import { type DayFigures, noFigures, type Statistics } from '../../../src-shared/service/history.ts';
import type { Connection } from './connection.ts';

const outcomes = { cameOut: 0, undecided: 1, open: 2, uncounted: 3 } as const;
/** More milliseconds than a ticket ever takes: what stands above them in a packed number is what the ticket counts as. */
const packing = 1_000_000_000_000;
const dayMilliseconds = 86_400_000;

/**
 * What each ticket of a time counts as, and the milliseconds from the moment at which it could be printed until it was, packed into one whole number:
 * a number is told to JavaScript in a third of the time that a row takes, and 30 days are 6000 of them.
 */
const packedTickets = `SELECT ((CASE WHEN state IN ('printed', 'sent') AND printed_at IS NOT NULL THEN ${outcomes.cameOut}
      WHEN state IN ('held', 'unknown') THEN ${outcomes.undecided} WHEN state IN ('printed', 'sent', 'cancelled') THEN ${outcomes.uncounted}
      ELSE ${outcomes.open} END * 2 + (kind = 'reprint')) * 2 + (attempts = 1)) * ${packing}
    + coalesce(max(0, CAST((julianday(printed_at) - julianday(CASE WHEN not_before > created_at THEN not_before ELSE created_at END)) * ${dayMilliseconds} + 0.5 AS INTEGER)), 0)
  FROM jobs WHERE created_at >= ? AND created_at < ? AND NOT (station >= 'printer:' AND station < 'printer;')`;

/**
 * How tickets came out over the last days, by the day on which they were made. Test tickets (their station begins with `printer:`, see
 * `test-station.ts`) do not count, nor what a guest has cancelled. `offsetMinutes` is how far the restaurant's clock is ahead of UTC. One pass over
 * the tickets of those days: an index that knew all this would be written with each step of each ticket.
 */
export function printStatisticsByDay(
  database: Connection,
  input: { since: string; offsetMinutes: number },
): Statistics {
  const tickets = database.prepare(packedTickets).pluck();
  const newest = database.prepare('SELECT max(created_at) FROM jobs').pluck().get() as string | null;
  const ahead = input.offsetMinutes * 60_000;
  const days: DayFigures[] = [];
  const took: number[] = [];
  let number = Math.floor((Date.parse(input.since) + ahead) / dayMilliseconds);
  for (let from = input.since; newest !== null && from <= newest; number += 1) {
    const until = new Date((number + 1) * dayMilliseconds - ahead).toISOString();
    const packed = tickets.all(from, until) as number[];
    if (packed.length > 0)
      days.push(figuresOf(new Date(number * dayMilliseconds).toISOString().slice(0, 10), packed, took));
    from = until;
  }
  const sorted = new Float64Array(took).sort();
  return {
    days,
    medianSeconds: quantile(sorted, 0.5),
    slowestTwentiethSeconds: quantile(sorted, 0.95),
  };
}

/** Counts the tickets of a day, and adds to `took` the seconds of those that came out. */
function figuresOf(name: string, packed: readonly number[], took: number[]): DayFigures {
  const day: DayFigures = { day: name, ...noFigures };
  let sum = 0;
  for (const ticket of packed) {
    const countsAs = Math.floor(ticket / packing);
    const outcome = countsAs >> 2;
    if (countsAs & 2) day.reprints += 1;
    if (outcome === outcomes.undecided) day.undecided += 1;
    if (outcome === outcomes.open) day.open += 1;
    if (outcome !== outcomes.cameOut) continue;
    const seconds = (ticket - countsAs * packing) / 1000;
    day.printed += 1;
    if (countsAs & 1) day.firstTry += 1;
    day.slowestSeconds = Math.max(day.slowestSeconds ?? 0, seconds);
    sum += seconds;
    took.push(seconds);
  }
  if (day.printed > 0) day.averageSeconds = sum / day.printed;
  return day;
}

function quantile(sorted: Float64Array, share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}
