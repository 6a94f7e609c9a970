import { setTimeout as wait } from 'node:timers/promises';

/** Waits until `look` gives something that is neither null, undefined nor false, and gives it. Fails after `deadlineMs`. */
export async function until<Value>(
  what: string,
  look: () => Value | Promise<Value>,
  deadlineMs = 20_000,
): Promise<NonNullable<Exclude<Value, false>>> {
  const giveUp = performance.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found as NonNullable<Exclude<Value, false>>;
    if (performance.now() > giveUp) throw new Error(`waited ${deadlineMs} ms in vain for ${what}`);
    await wait(20);
  }
}

/** A small seeded generator (mulberry32), so that a failing run can be repeated: the seed is part of the test's name. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
