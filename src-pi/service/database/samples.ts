import type { SampleFigure, SamplePoint, Samples } from '../../../src-shared/service/samples.ts';
import { sampleHours } from '../../../src-shared/service/samples.ts';
import type { Sample } from '../healing/resources.ts';
import type { Connection } from './connection.ts';

const keptMilliseconds = sampleHours * 3_600_000;
/** A service that is told to sample every second must not fill the card. */
const mostKept = 200_000;
const mostPoints = 240;

const columns =
  'at, seconds, memory, cpu, disk, temperature, answers, answer_milliseconds, query_milliseconds, recovery_seconds';

/** Keeps samples, and lets go of those that are too old: in one transaction, so that the table stays in its bounds by itself. */
export function storeSamples(database: Connection, samples: readonly Sample[]): void {
  if (!isThere(database)) return;
  const insert = database.prepare(`INSERT OR IGNORE INTO samples (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  database.transaction(() => {
    for (const sample of samples) insert.run(...rowOf(sample));
    const newest = Date.parse(samples.at(-1)?.at ?? '') || Date.now();
    database.prepare('DELETE FROM samples WHERE at < ?').run(newest - keptMilliseconds);
    database
      .prepare('DELETE FROM samples WHERE at <= (SELECT at FROM samples ORDER BY at DESC LIMIT 1 OFFSET ?)')
      .run(mostKept);
  })();
}

/** How the service was in the hours before `at`, by what is kept and by what is not kept yet. */
export function readSamples(
  database: Connection,
  input: { at: string; hours: number; pending: readonly Sample[] },
): Samples {
  const until = Date.parse(input.at);
  const since = until - input.hours * 3_600_000;
  const bucket = Math.max(1, Math.ceil((input.hours * 60) / mostPoints)) * 60_000;
  const kept = isThere(database) ? `SELECT ${columns} FROM samples WHERE at > @since AND at <= @until UNION` : '';
  const picked = columns.split(', ').map((_, place) => `value ->> ${place}`);
  const all = `WITH all_samples (${columns}) AS (
    ${kept} SELECT ${picked.join(', ')} FROM json_each(@pending) WHERE value ->> 0 > @since AND value ->> 0 <= @until)`;
  const given = { since, until, pending: JSON.stringify(input.pending.map(rowOf)) };
  const figure = (column: string): SampleFigure => {
    const known = `${all} SELECT %s FROM all_samples WHERE ${column} IS NOT NULL`;
    const { count, average, worst } = database
      .prepare(known.replace('%s', `count(*) AS count, avg(${column}) AS average, max(${column}) AS worst`))
      .get(given) as { count: number; average: number; worst: number };
    if (count === 0) return null;
    const mostly = database
      .prepare(`${known.replace('%s', column)} ORDER BY ${column} LIMIT 1 OFFSET ${Math.ceil(count * 0.95) - 1}`)
      .pluck()
      .get(given) as number;
    return { average: rounded(average), mostly: rounded(mostly), worst: rounded(worst) };
  };
  const covered = database
    .prepare(`${all} SELECT sum(seconds) AS seconds, min(at - 1000 * seconds) AS first FROM all_samples`)
    .get(given) as { seconds: number | null; first: number | null };
  return {
    since: new Date(since).toISOString(),
    until: input.at,
    uptimePercent: uptime(covered, since, until),
    figures: {
      memoryMegabytes: figure('memory'),
      cpuPercent: figure('cpu'),
      temperatureCelsius: figure('temperature'),
      answerMilliseconds: figure('answer_milliseconds'),
      queryMilliseconds: figure('query_milliseconds'),
      recoverySeconds: figure('recovery_seconds'),
    },
    points: points(database, all, { ...given, bucket }),
  };
}

function points(database: Connection, all: string, given: Record<string, number | string>): SamplePoint[] {
  const rows = database
    .prepare(
      `${all} SELECT max(at) AS at, sum(seconds) AS seconds, max(memory) AS memoryMegabytes, avg(cpu) AS cpuPercent,
         min(disk) AS diskFreeMegabytes, max(temperature) AS temperatureCelsius,
         max(answer_milliseconds) AS answerMilliseconds, max(query_milliseconds) AS queryMilliseconds,
         max(recovery_seconds) AS recoverySeconds
       FROM all_samples GROUP BY CAST((at - @since) / @bucket AS INTEGER) ORDER BY 1`,
    )
    .all(given) as (Omit<SamplePoint, 'at'> & { at: number })[];
  return rows.map((row) => ({
    ...row,
    at: new Date(row.at).toISOString(),
    seconds: rounded(row.seconds),
    cpuPercent: rounded(row.cpuPercent),
  }));
}

/** The newest sample is up to a minute old: that minute is not held against the service. */
function uptime(
  { seconds, first }: { seconds: number | null; first: number | null },
  since: number,
  until: number,
): number | null {
  if (seconds === null || first === null) return null;
  const whole = (until - Math.max(since, first)) / 1000 - 60;
  if (whole <= 0) return 100;
  return Math.min(100, Math.round((seconds / whole) * 10_000) / 100);
}

function rowOf(sample: Sample): (number | null)[] {
  const { at, seconds, memoryMegabytes, cpuPercent, diskFreeMegabytes, temperatureCelsius, answers } = sample;
  const { answerMilliseconds, queryMilliseconds, recoverySeconds } = sample;
  const machine = [memoryMegabytes, cpuPercent, diskFreeMegabytes, temperatureCelsius];
  return [Date.parse(at), seconds, ...machine, answers, answerMilliseconds, queryMilliseconds, recoverySeconds];
}

/** A database that went back to an earlier schema has none. */
function isThere(database: Connection): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'samples'").get() !== undefined;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
