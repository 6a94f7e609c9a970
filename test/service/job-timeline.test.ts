import { afterEach, beforeEach, expect, test } from 'vitest';
import { attemptHappened, claimJob, markFirstByte } from '../../src-pi/service/database/attempts.ts';
import { jobTimeline } from '../../src-pi/service/database/job-timeline.ts';
import { reprint, resolveJob } from '../../src-pi/service/database/panel-queries.ts';
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
