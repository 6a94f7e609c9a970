/** Bounds the calls to the shop, whatever they are made for: looks, reconciliation, wake-ups, a person's impatience. */
export interface RequestBudget {
  /** Waits until a call may be made and counts it. False: the budget was closed meanwhile. */
  take(): Promise<boolean>;
  /** The call never reached the shop. */
  giveBack(): void;
  close(): void;
}

/**
 * A token bucket: `perMinute` calls may be made at once, and then as many in every minute. Wix allows 200 in a minute for the
 * whole site, and others live there too.
 */
export function requestBudget(perMinute: number): RequestBudget {
  let closed = false;
  /** Ends the waits of those who wait for a call. */
  const wakers = new Set<() => void>();
  const refillMilliseconds = 60_000 / perMinute;
  let tokens = perMinute;
  let countedAt = performance.now();
  const refill = () => {
    const at = performance.now();
    tokens = Math.min(perMinute, tokens + (at - countedAt) / refillMilliseconds);
    countedAt = at;
  };
  return {
    async take() {
      for (;;) {
        if (closed) return false;
        refill();
        if (tokens >= 1) {
          tokens -= 1;
          return true;
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(done, Math.ceil((1 - tokens) * refillMilliseconds));
          function done() {
            clearTimeout(timer);
            wakers.delete(done);
            resolve();
          }
          wakers.add(done);
        });
      }
    },
    giveBack() {
      tokens = Math.min(perMinute, tokens + 1);
    },
    close() {
      closed = true;
      for (const wake of [...wakers]) wake();
    },
  };
}
