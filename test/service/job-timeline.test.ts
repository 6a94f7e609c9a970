import { afterEach, beforeEach, expect, test } from 'vitest';
import { attemptHappened, claimJob, markFirstByte } from '../../src-pi/service/database/attempts.ts';
import { jobTimeline } from '../../src-pi/service/database/job-timeline.ts';
import { reprint, resolveJob } from '../../src-pi/service/database/panel-queries.ts';
import { printStatisticsByDay } from '../../src-pi/service/database/statistics.ts';
import { zoneOffsetMinutes } from '../../src-pi/service/time/wall-clock.ts';
import { order } from './support/shop.ts';
import { openShopFloor, restaurantWith } from './tickets/support.ts';

let floor: ReturnType<typeof openShopFloor>;
beforeEach(() => {
  floor = openShopFloor(restaurantWith([]));
});
afterEach(() => floor.close());

const claim = (jobId: number, attempts: number) =>
  claimJob(floor.database, { jobId, attempts, mark: Buffer.from(''), printer: 'Küche', bootId: 'b', release: '0.4.0' })
    .attemptId;
const end = (attemptId: number, happening: 'proven' | 'lost-sight' | 'nothing-sent') =>
  attemptHappened(floor.database, { attemptId, happening, change: { acknowledgement: 'A4' }, ends: true });
const jobOf = (number: string) =>
  floor.database.prepare('SELECT id FROM jobs WHERE order_number = ? ORDER BY id').pluck().get(number) as number;
const statistics = () => printStatisticsByDay(floor.database, { since: '2020-01-01T00:00:00.000Z', offsetMinutes: 0 });

test('a ticket tells its whole story: seen, attempts, doubt, decision, proof', () => {
  floor.take(order({ number: '1' }));
  const id = jobOf('1');
  end(claim(id, 0), 'nothing-sent');
  const doubtful = claim(id, 1);
  markFirstByte(floor.database, doubtful);
  end(doubtful, 'lost-sight');
  resolveJob(floor.database, { jobId: id, answer: 'print-again' });
  const last = claim(id, 2);
  markFirstByte(floor.database, last);
  end(last, 'proven');
  const told = jobTimeline(floor.database, id);
  const whats = told.map(({ what }) => what);
  expect(whats.filter((what) => what !== 'seen' && what !== 'first-byte')).toEqual([
    'queued',
    'printing',
    'queued',
    'printing',
    'unknown',
    'queued',
    'printing',
    'printed',
  ]);
  expect(whats.filter((what) => what === 'first-byte')).toHaveLength(2);
  expect(told.at(-1)).toMatchObject({ what: 'printed', attempt: 3, printer: 'Küche', acknowledgement: 'A4' });
  expect(told.find(({ what }) => what === 'unknown')).toMatchObject({ attempt: 2 });
  expect(told.map(({ at }) => at)).toEqual([...told.map(({ at }) => at)].sort());
  const copy = reprint(floor.database, { jobId: id, reason: 'nass' });
  expect(jobTimeline(floor.database, copy)).toContainEqual(
    expect.objectContaining({ what: 'reprint-ordered', reason: 'nass' }),
  );
});

test('of a ticket whose events are gone, begin and end are still told', () => {
  floor.take(order({ number: '1' }));
  const id = jobOf('1');
  const attempt = claim(id, 0);
  markFirstByte(floor.database, attempt);
  end(attempt, 'proven');
  floor.database.prepare('DELETE FROM events').run();
  expect(jobTimeline(floor.database, id).map(({ what }) => what)).toEqual(['seen', 'queued', 'first-byte', 'printed']);
});

test('the figures of a day: printed, at the first try, undecided, and how long it took', () => {
  for (const number of ['1', '2', '3', '4']) floor.take(order({ number }));
  const set = floor.database.prepare(
    "UPDATE jobs SET state = @state, attempts = @attempts, created_at = '2026-11-23T23:50:00.000Z', not_before = NULL, printed_at = @printed WHERE order_number = @number",
  );
  set.run({ number: '1', state: 'printed', attempts: 1, printed: '2026-11-23T23:50:02.000Z' });
  set.run({ number: '2', state: 'sent', attempts: 3, printed: '2026-11-23T23:50:10.000Z' });
  set.run({ number: '3', state: 'unknown', attempts: 1, printed: null });
  set.run({ number: '4', state: 'cancelled', attempts: 0, printed: null });
  const { days, ...all } = statistics();
  expect(days).toHaveLength(1);
  expect(days[0]).toMatchObject({ day: '2026-11-23', printed: 2, firstTry: 1, undecided: 1, open: 0, reprints: 0 });
  expect(days[0]?.averageSeconds).toBeCloseTo(6, 2);
  expect(days[0]?.slowestSeconds).toBeCloseTo(10, 2);
  expect(all.medianSeconds).toBeCloseTo(10, 2);
  // In Berlin it was the next day already.
  const berlin = printStatisticsByDay(floor.database, { since: '2020-01-01T00:00:00.000Z', offsetMinutes: 60 });
  expect(berlin.days[0]?.day).toBe('2026-11-24');
});

test('the clock of the restaurant is so far ahead, in summer and in winter', () => {
  expect(zoneOffsetMinutes(new Date('2026-11-24T10:00:30Z'), 'Europe/Berlin')).toBe(60);
  expect(zoneOffsetMinutes(new Date('2026-07-24T10:00:00Z'), 'Europe/Berlin')).toBe(120);
  expect(zoneOffsetMinutes(new Date('2026-11-24T23:10:00Z'), 'America/New_York')).toBe(-300);
  expect(zoneOffsetMinutes(new Date('2026-11-24T10:00:00Z'), 'Asia/Kolkata')).toBe(330);
});
