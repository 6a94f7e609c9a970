/** Lets so many calls of one caller through; the rest must wait. */
export interface RateLimit {
  /** Seconds that this caller has to wait; 0 lets the call through. */
  take(caller: string): number;
}

/** More callers than this are not remembered; who has been quiet the longest is forgotten first. */
const mostCallers = 1000;

/** A bucket a caller, filled evenly. `clock` answers milliseconds and is there for tests. */
export function rateLimit(
  rate: { readonly perSecond: number; readonly atOnce: number },
  clock: () => number = () => performance.now(),
): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(caller) {
      const at = clock();
      const before = buckets.get(caller);
      const filled = before ? before.left + ((at - before.at) / 1000) * rate.perSecond : rate.atOnce;
      const left = Math.min(filled, rate.atOnce);
      const enough = left >= 1;
      // Put in anew, so that the map is ordered by who called last.
      buckets.delete(caller);
      buckets.set(caller, { left: enough ? left - 1 : left, at });
      const [oldest] = buckets.keys();
      if (buckets.size > mostCallers && oldest !== undefined) buckets.delete(oldest);
      return enough ? 0 : (1 - left) / rate.perSecond;
    },
  };
}
