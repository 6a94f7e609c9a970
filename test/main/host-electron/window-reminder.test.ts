import { expect, test } from 'vitest';
import { keepReminding } from '../../../src-main/host-electron/window-reminder.ts';
import { emptyGuide, type Guide } from '../../../src-shared/guide/guide.ts';

const from = '2026-11-25T14:00:00.000Z';
const at = (minutesBefore: number) => Date.parse(from) - minutesBefore * 60_000;

/** A panel in which one Pi has a window, and a clock that the test sets. */
function bench(start: number) {
  let guide: Guide = { ...emptyGuide, window: { from, to: '2026-11-25T15:00:00.000Z' } };
  let now = start;
  const told: string[] = [];
  const panel = {
    targets: { all: () => [{ id: 'kueche', name: 'Küche $&' }] },
    guides: { read: () => guide },
    preferences: { read: () => ({ language: 'de' }) },
  };
  const reminding = keepReminding(
    panel as never,
    (title, body) => told.push(`${title} | ${body}`),
    () => now,
  );
  return {
    told,
    end: reminding.end,
    lookAt: (instant: number) => {
      now = instant;
      reminding.look();
    },
    choose: (window: Guide['window']) => {
      guide = { ...guide, window };
    },
  };
}

test('told once, from an hour before on, with the name of the Pi as it is', () => {
  const { told, lookAt, end } = bench(at(61));
  expect(told).toEqual([]);
  for (const minutes of [60, 30, 1, 0, -10]) lookAt(at(minutes));
  end();
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(
    /^Küche \$&: Plan und Leute \| Um \d\d:\d\d ist die Bereitstellung auf „Küche \$&“ geplant\.$/,
  );
});

test('another time is told anew; none, and one that has begun, not at all', () => {
  const { told, lookAt, choose, end } = bench(at(-5));
  expect(told).toEqual([]);
  choose({ from: '2026-11-25T16:00:00.000Z', to: '2026-11-25T17:00:00.000Z' });
  lookAt(Date.parse('2026-11-25T15:30:00Z'));
  choose(null);
  lookAt(Date.parse('2026-11-25T15:31:00Z'));
  end();
  expect(told).toHaveLength(1);
});
