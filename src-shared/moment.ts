/**
 * An instant on both of a machine's clocks, in milliseconds. The wall clock may be set, also back; the steady one never runs
 * backwards, but it stands still on some systems while they sleep. Each covers for the other.
 */
export interface Moment {
  readonly wall: number;
  readonly steady: number;
}

/** Milliseconds that have passed at least, as the more pessimistic of the two clocks says. Never negative. */
export function elapsed(since: Moment, now: Moment): number {
  return Math.max(0, now.wall - since.wall, now.steady - since.steady);
}

/** The moment so many milliseconds before. */
export function before(moment: Moment, milliseconds: number): Moment {
  return { wall: moment.wall - milliseconds, steady: moment.steady - milliseconds };
}

/** The machine's clocks as they stand; `Date` and `performance` of the window or of Node. */
export function readClocks(clocks: {
  readonly Date: { now(): number };
  readonly performance: { now(): number };
}): Moment {
  return { wall: clocks.Date.now(), steady: clocks.performance.now() };
}
