/**
 * The time as the shop has it. A Pi has no clock of its own while it is off: after a power cut it may be a day wrong until it finds
 * a time server, and an order for later must not be printed by such a clock.
 */
export interface ShopClock {
  /** The present instant; by the Pi's own clock as long as that differs by less than two minutes. */
  now(): Date;
  /** Hears the `Date` header of an answer (RFC 9110, 6.6.1). Says whether the clock has moved by more than two minutes. */
  heard(header: string | undefined): boolean;
  /** Milliseconds by which the Pi's clock is behind the shop's; 0 while they agree. */
  behindMilliseconds(): number;
}

/** The header has whole seconds and was some time on the way: less than this is no difference. */
const agreementMilliseconds = 2 * 60_000;

export function shopClock(own: () => number = Date.now): ShopClock {
  let behind = 0;
  return {
    now: () => new Date(own() + behind),
    heard(header) {
      const theirs = header === undefined ? Number.NaN : Date.parse(header);
      if (!Number.isFinite(theirs)) return false;
      const before = behind;
      const difference = theirs - own();
      behind = Math.abs(difference) < agreementMilliseconds ? 0 : difference;
      return Math.abs(behind - before) >= agreementMilliseconds;
    },
    behindMilliseconds: () => behind,
  };
}
