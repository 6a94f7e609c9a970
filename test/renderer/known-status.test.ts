import { describe, expect, test } from 'vitest';
import { statusSentence } from '../../src-renderer/screens/status/sentence.ts';
import { tilesOf } from '../../src-renderer/screens/status/tile-facts.ts';
import {
  judged,
  type KnownStatus,
  nothingKnown,
  silentAfterMs,
  withEvent,
} from '../../src-renderer/stores/known-status.ts';
import type { EventOf } from '../../src-shared/contract/contract.ts';
import type { Moment } from '../../src-shared/moment.ts';
import { seeded } from '../control/bench/deadline.ts';
import { fine } from './scenes/basics.ts';

type StatusEvent = EventOf<'status.watch'>;
const status = (ageMs = 0): StatusEvent => ({ kind: 'status', status: fine, ageMs });
const isGreen = (known: KnownStatus) =>
  statusSentence(known).tone === 'good' || tilesOf(known).some(({ tone }) => tone === 'good');

/** The two clocks of a window. The wall clock can be set; the steady one can stand still while the computer sleeps. */
function clocks() {
  let wall = Date.parse(fine.at);
  let steady = 1000;
  return {
    now: (): Moment => ({ wall, steady }),
    pass: (milliseconds: number) => {
      wall += milliseconds;
      steady += milliseconds;
    },
    sleep: (milliseconds: number) => {
      wall += milliseconds;
    },
    set: (milliseconds: number) => {
      wall += milliseconds;
    },
  };
}

test('what has just been said is believed, and what is renewed goes on being so', () => {
  const time = clocks();
  let known = withEvent(nothingKnown, status(), time.now());
  expect(isGreen(known)).toBe(true);
  for (let round = 0; round < 10; round += 1) {
    time.pass(5_000);
    known = judged(withEvent(known, { kind: 'heard', ageMs: 0 }, time.now()), time.now());
    expect(isGreen(known)).toBe(true);
  }
});

test('silence that the window finds itself ends with the next word; one that the host told only with a new state', () => {
  const time = clocks();
  let known = withEvent(nothingKnown, status(), time.now());
  time.pass(60_000);
  known = judged(known, time.now());
  expect(known.silence).toEqual({ since: fine.at, reason: 'not-heard' });
  expect(isGreen(withEvent(known, { kind: 'heard', ageMs: 0 }, time.now()))).toBe(true);
  const told = withEvent(known, { kind: 'silent', since: fine.at, reason: 'pi-unreachable' }, time.now());
  expect(isGreen(withEvent(told, { kind: 'heard', ageMs: 0 }, time.now()))).toBe(false);
  expect(isGreen(withEvent(told, status(), time.now()))).toBe(true);
});

/** Ways in which the truth grows old without the window being told. Each ends at a moment at which nothing may be green. */
const plants: Record<
  string,
  (known: KnownStatus, time: ReturnType<typeof clocks>, random: () => number) => KnownStatus
> = {
  'nobody says anything': (known, time, random) => {
    time.pass(silentAfterMs + random() * 3_600_000);
    return known;
  },
  'the window looks now and then, and nobody says anything': (known, time, random) => {
    let looked = known;
    for (let passed = 0; passed < silentAfterMs; passed += 500) {
      time.pass(500);
      looked = judged(looked, time.now());
    }
    time.pass(random() * 1000);
    return looked;
  },
  'the computer slept': (known, time, random) => {
    time.sleep(silentAfterMs + random() * 80_000_000);
    return known;
  },
  'the clock was set back meanwhile': (known, time, random) => {
    time.pass(random() * silentAfterMs);
    time.set(-random() * 86_400_000);
    time.pass(silentAfterMs);
    return known;
  },
  'the host tells an old word to a new window': (_known, time, random) =>
    withEvent(nothingKnown, status(silentAfterMs + random() * 100_000), time.now()),
  'the host confirms what is old': (known, time, random) => {
    time.pass(silentAfterMs + 1);
    return withEvent(known, { kind: 'heard', ageMs: silentAfterMs + random() * 100_000 }, time.now());
  },
  'an old word and then nothing': (_known, time, random) => {
    const age = random() * silentAfterMs;
    const told = withEvent(nothingKnown, status(age), time.now());
    time.pass(silentAfterMs - age);
    return told;
  },
  'the host says why it is silent': (known, time, random) => {
    const reasons = ['pi-unreachable', 'service-not-running', 'not-installed'] as const;
    const reason = reasons[Math.floor(random() * reasons.length)] ?? 'pi-unreachable';
    const since = new Date(time.now().wall - random() * 100_000).toISOString();
    return withEvent(known, { kind: 'silent', since, reason }, time.now());
  },
  'silence is told, and a late confirmation follows': (known, time, random) => {
    const since = new Date(time.now().wall).toISOString();
    const silent = withEvent(known, { kind: 'silent', since, reason: 'service-not-running' }, time.now());
    time.pass(random() * 1000);
    return withEvent(silent, { kind: 'heard', ageMs: 0 }, time.now());
  },
  'the watch ended': (_known, time, random) => {
    time.pass(random() * 1000);
    return { ...nothingKnown, error: { code: 'contract.disconnected', data: {}, retry: 'now' } };
  },
};

describe('200 planted stale cases', () => {
  const seed = Number(process.env.BONWART_SEED ?? Date.now() % 100_000);
  test(`none is green (seed ${seed})`, () => {
    const random = seeded(seed);
    const names = Object.keys(plants);
    const green: string[] = [];
    for (let round = 0; round < 200; round += 1) {
      const name = names[round % names.length] ?? '';
      const time = clocks();
      let known = withEvent(nothingKnown, status(random() * 5_000), time.now());
      for (let words = Math.floor(random() * 5); words > 0; words -= 1) {
        time.pass(random() * 9_000);
        const event: StatusEvent = random() < 0.5 ? status() : { kind: 'heard', ageMs: random() * 1_000 };
        known = judged(withEvent(known, event, time.now()), time.now());
      }
      expect(isGreen(known), `${name}: green before`).toBe(true);
      known = plants[name]?.(known, time, random) ?? known;
      if (isGreen(judged(known, time.now()))) green.push(name);
    }
    expect(green).toEqual([]);
  });
});
