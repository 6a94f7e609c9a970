import { expect, test } from 'vitest';
import { noteRestart, setAlert } from '../../../src-pi/service/database/alerts.ts';
import type { Sample } from '../../../src-pi/service/healing/resources.ts';
import { queueVerdicts, sampleVerdicts } from '../../../src-pi/service/healing/rules.ts';
import { openShopFloor, restaurantWith } from '../tickets/support.ts';

const limits = {
  memoryMegabytes: 512,
  cpuPercent: 50,
  diskMegabytes: 200,
  temperatureCelsius: 80,
  answerMilliseconds: 500,
  queryMilliseconds: 100,
  recoverySeconds: 5,
};
const sample = (change: Partial<Sample> = {}): Sample => ({
  at: '2026-11-23T19:00:00.000Z',
  memoryMegabytes: 80,
  cpuPercent: 1,
  diskFreeMegabytes: 10_000,
  temperatureCelsius: null,
  seconds: 60,
  answers: 0,
  answerMilliseconds: null,
  queryMilliseconds: null,
  recoverySeconds: null,
  ...change,
});
const of = (type: string, samples: Sample[]) =>
  sampleVerdicts(samples, limits).find((verdict) => verdict.type === type)?.raised;

test('three of five samples make a state; one alone is life, and what is not known changes nothing', () => {
  const [good, bad] = [sample(), sample({ memoryMegabytes: 600 })];
  expect(of('resource_memory', [bad])).toBeNull();
  expect(of('resource_memory', [good, bad, good, good])).toBe(false);
  expect(of('resource_memory', [bad, good, bad, good, bad])).toBe(true);
  expect(of('resource_memory', [bad, bad, good, good, good])).toBe(false);
  expect(of('resource_temperature', [good, good, good, good, good])).toBeNull();
  expect(of('slow_answers', [sample(), sample({ answerMilliseconds: 501 })])).toBeNull();
  expect(of('slow_answers', Array(3).fill(sample({ answerMilliseconds: 500 })))).toBe(false);
  expect(of('slow_answers', Array(3).fill(sample({ answerMilliseconds: 501 })))).toBe(true);
  expect(of('slow_queries', Array(3).fill(sample({ queryMilliseconds: 101 })))).toBe(true);
  expect(of('slow_recovery', [sample({ recoverySeconds: 5 })])).toBe(false);
  expect(of('slow_recovery', [sample({ recoverySeconds: 6 }), sample()])).toBe(true);
  expect(of('resource_disk', Array(3).fill(sample({ diskFreeMegabytes: 150 })))).toBe(true);
});

test("the older service's rules, at their borders", () => {
  const fine = { waiting: 0, oldestSeconds: 0, recoverySeconds: 0, lastRecovery: null, ended: 0, printed: 0 };
  const raised = (change: object) =>
    queueVerdicts({ ...fine, ...change })
      .filter((verdict) => verdict.raised)
      .map(({ type }) => type);
  expect(raised({})).toEqual([]);
  expect(raised({ waiting: 1000, oldestSeconds: 6 * 3600, recoverySeconds: 1800 })).toEqual([]);
  expect(raised({ waiting: 1001 })).toEqual(['queue_overflow']);
  expect(raised({ oldestSeconds: 6 * 3600 + 1 })).toEqual(['oldest_too_old']);
  expect(raised({ recoverySeconds: 1801 })).toEqual(['recovery_too_long']);
  expect(raised({ lastRecovery: 'failed' })).toEqual(['recovery_failed']);
  expect(raised({ ended: 10, printed: 8 })).toEqual([]);
  expect(raised({ ended: 10, printed: 7 })).toEqual(['success_too_low']);
  expect(raised({ ended: 4, printed: 0 })).toEqual([]);
});

test('an alert is told once when it begins and once when it is over; restarts are bounded across restarts', () => {
  const floor = openShopFloor(restaurantWith([]));
  const alert = { type: 'queue_overflow', subject: '', severity: 'high', data: { waiting: 1001 } } as const;
  const at = '2026-11-23T19:00:00.000Z';
  expect([true, true, false, false].map((raised) => setAlert(floor.database, { ...alert, raised, at }))).toEqual([
    true,
    false,
    true,
    false,
  ]);
  const kinds = floor.database.prepare("SELECT kind FROM events WHERE kind LIKE 'alert-%'").pluck().all();
  expect(kinds).toEqual(['alert-raised', 'alert-cleared']);
  const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();
  const ask = (count: number) =>
    noteRestart(floor.database, { reason: 'memory', at: minutes(count), cooldownMinutes: 10, mostInADay: 3 });
  expect([ask(0), ask(5)]).toEqual([true, false]);
  floor.database.exec("UPDATE events SET at = '2026-11-23T00:00:00.000Z' WHERE kind = 'self-restart'");
  floor.database.prepare("UPDATE events SET at = ? WHERE kind = 'self-restart'").run(minutes(-60));
  expect(ask(0)).toBe(true);
  floor.database.prepare("UPDATE events SET at = ? WHERE kind = 'self-restart'").run(minutes(-60));
  expect(ask(0)).toBe(true);
  floor.database.prepare("UPDATE events SET at = ? WHERE kind = 'self-restart'").run(minutes(-60));
  expect(ask(0)).toBe(false);
  floor.close();
});
