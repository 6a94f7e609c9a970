import { expect, test } from 'vitest';
import { noSound, repeatAfterMs, soundDue, waitingForPerson } from '../../src-renderer/app/held-sound.ts';
import type { Preferences } from '../../src-shared/contract/app.ts';
import { fine } from './scenes/basics.ts';

/** What a sequence of counts sounds like: one look a second. */
function sounds(mode: Preferences['sound'], counts: readonly (number | null)[], everyMs = 1000): boolean[] {
  let state = noSound;
  return counts.map((count, index) => {
    const next = soundDue(state, count, mode, index * everyMs);
    state = next.state;
    return next.sounds;
  });
}

test('it rings for each further ticket, not for the same one again, and never when it is off', () => {
  expect(sounds('once', [0, 1, 1, 2, 1, 1, 0, 1])).toEqual([false, true, false, true, false, false, false, true]);
  expect(sounds('off', [0, 1, 2])).toEqual([false, false, false]);
});

test('with repetition it rings every minute until a person has decided', () => {
  expect(sounds('repeat', [1, 1, 1, 0, 0, 1], repeatAfterMs)).toEqual([true, true, true, false, false, true]);
  expect(sounds('repeat', [1, 1, 1], repeatAfterMs / 3)).toEqual([true, false, false]);
});

test('silence of the Pi is no news: what waited before is not told again', () => {
  expect(sounds('once', [1, null, null, 1, 2])).toEqual([true, false, false, false, true]);
  const queue = { ...fine.queue, held: 2, unknown: 1 };
  expect(waitingForPerson({ last: { ...fine, queue }, silence: null })).toBe(3);
  const silence = { since: fine.at, reason: 'not-heard' as const };
  expect(waitingForPerson({ last: { ...fine, queue }, silence })).toBeNull();
});
