import type { DayFigures, Statistics } from '../../../src-shared/service/history.ts';
import type { Connection } from './connection.ts';

const dayMilliseconds = 86_400_000;
/** What a tally is made of: sums of fewer than 131,072 tickets a day stay apart, and all together a whole number of JavaScript's. */
const printed = 1;
const firstTry = 2 ** 17;
const reprint = 2 ** 34;

const cameOut = "printed_at IS NOT NULL AND state <> 'cancelled'";
/**
 * Of a settled ticket: the milliseconds from the moment at which it could be printed until it was, or null where it never was; and what it counts as.
 * SQLite takes both from the index `jobs_settled` without the ticket's row, as long as the migration that made the index says them word for word.
 */
const took = `CASE WHEN ${cameOut} THEN coalesce(max(0, CAST((julianday(printed_at) - julianday(CASE WHEN not_before > created_at THEN not_before ELSE created_at END)) * ${dayMilliseconds} + 0.5 AS INTEGER)), 0) END`;
const tally = `(${cameOut}) * (${printed} + (attempts = 1) * ${firstTry}) + (kind = 'reprint') * ${reprint}`;
const ofRestaurant = "NOT (station >= 'printer:' AND station < 'printer;')";
const isSettled = `state IN ('printed', 'sent', 'cancelled') AND ${ofRestaurant}`;

/** One line on the settled tickets between two instants; its `tally` is null if there are none. */
export const settledOfDay = `SELECT sum(tally) AS tally, sum(took) AS took, max(took) AS slowest
  FROM (SELECT ${took} AS took, ${tally} AS tally FROM jobs WHERE created_at >= ? AND created_at < ? AND ${isSettled})`;
/** Milliseconds, between two values where none is the middle; null if nothing came out. */
export const settledTimes = `SELECT median(took) AS middle, percentile(took, 95) AS slowestTwentieth
  FROM (SELECT ${took} AS took FROM jobs WHERE created_at >= ? AND ${isSettled})`;
/** From the index of what is to be done: `+` keeps SQLite from looking at all tickets of the time. */
const notSettled = `SELECT created_at AS createdAt, state, kind FROM jobs
  WHERE state NOT IN ('printed', 'sent', 'cancelled') AND +created_at >= ? AND ${ofRestaurant}`;

interface Settled {
  readonly tally: number | null;
  readonly took: number | null;
  readonly slowest: number | null;
}

interface NotSettled {
  readonly createdAt: string;
  readonly state: string;
  readonly kind: string;
}

/**
 * How tickets came out over the last days, by the day on which they were made. Test tickets (their station begins with `printer:`, see
 * `test-station.ts`) do not count, nor what a guest has cancelled. `offsetMinutes` is how far the restaurant's clock is ahead of UTC. SQLite does the
 * counting, in one index: thousands of numbers told to JavaScript would cost more than all else.
 */
export function printStatisticsByDay(
  database: Connection,
  input: { since: string; offsetMinutes: number },
): Statistics {
  const { since } = input;
  const settled = database.prepare(settledOfDay);
  const newest = database.prepare('SELECT max(created_at) FROM jobs').pluck().get() as string | null;
  const ahead = input.offsetMinutes * 60_000;
  const dayOf = (instant: string) => Math.floor((Date.parse(instant) + ahead) / dayMilliseconds);
  const waiting = Map.groupBy(database.prepare(notSettled).all(since) as NotSettled[], (ticket) =>
    dayOf(ticket.createdAt),
  );
  const days: DayFigures[] = [];
  let number = dayOf(since);
  for (let from = since; newest !== null && from <= newest; number += 1) {
    const until = new Date((number + 1) * dayMilliseconds - ahead).toISOString();
    const figures = settled.get(from, until) as Settled;
    const open = waiting.get(number) ?? [];
    const day = new Date(number * dayMilliseconds).toISOString().slice(0, 10);
    if (figures.tally !== null || open.length > 0) days.push({ day, ...figuresOf(figures, open) });
    from = until;
  }
  const times = database.prepare(settledTimes).get(since) as { middle: number | null; slowestTwentieth: number | null };
  return { days, medianSeconds: seconds(times.middle), slowestTwentiethSeconds: seconds(times.slowestTwentieth) };
}

function figuresOf(settled: Settled, open: readonly NotSettled[]): Omit<DayFigures, 'day'> {
  const tallied = settled.tally ?? 0;
  const count = (kind: number, next: number) => Math.floor((tallied % next) / kind);
  const cameOut = count(printed, firstTry);
  const undecided = open.filter(({ state }) => state === 'held' || state === 'unknown').length;
  return {
    printed: cameOut,
    firstTry: count(firstTry, reprint),
    reprints: count(reprint, Number.POSITIVE_INFINITY) + open.filter(({ kind }) => kind === 'reprint').length,
    undecided,
    open: open.length - undecided,
    averageSeconds: settled.took === null ? null : settled.took / cameOut / 1000,
    slowestSeconds: seconds(settled.slowest),
  };
}

function seconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : milliseconds / 1000;
}
