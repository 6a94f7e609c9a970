import { setTimeout as wait } from 'node:timers/promises';

const firstPauseMs = 500;
const longestPauseMs = 15_000;

/** Pauses between attempts, doubling from half a second to fifteen, each shortened by up to a fifth so that nobody marches in step. */
export function createBackOff(random: () => number = Math.random) {
  let next = firstPauseMs;
  return {
    /** Milliseconds until the next attempt. */
    next: (): number => {
      const now = next;
      next = Math.min(next * 2, longestPauseMs);
      return Math.round(now * (1 - random() / 5));
    },
    reset: () => {
      next = firstPauseMs;
    },
  };
}

/** Waits; comes back at once, without an error, when the signal is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal, ref: false }).catch(() => {});
}
