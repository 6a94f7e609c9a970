/** What a circuit breaker tells of itself. */
export interface BreakerStatus {
  readonly name: string;
  /** `open`: calls fail for sure and are made rarely; `half-open`: one is on its way to find out. */
  readonly state: 'closed' | 'open' | 'half-open';
  /** Failures since the last success. */
  readonly failures: number;
  /** ISO instant of the last change of state. */
  readonly since: string;
  readonly lastFailure: string;
}

/** Counts what becomes of the calls to somebody else. Who calls decides by `status` how often to try. */
export interface CircuitBreaker {
  status(): BreakerStatus;
  /** A call is being made. */
  trying(): void;
  succeeded(): void;
  failed(reason: string): void;
}

/** So many failures in a row are no accident. */
const failuresThatOpen = 5;

/** `onChange` hears when the breaker opens and when it closes again. */
export function circuitBreaker(
  name: string,
  onChange: (status: BreakerStatus) => void,
  now: () => string = () => new Date().toISOString(),
): CircuitBreaker {
  let status: BreakerStatus = { name, state: 'closed', failures: 0, since: now(), lastFailure: '' };
  const becomes = (state: BreakerStatus['state'], change: Partial<BreakerStatus> = {}) => {
    const { state: before, since } = status;
    status = { ...status, ...change, state, since: state === before ? since : now() };
  };
  return {
    status: () => status,
    trying() {
      if (status.state === 'open') becomes('half-open');
    },
    succeeded() {
      const wasOpen = status.state !== 'closed';
      if (!wasOpen && status.failures === 0) return;
      becomes('closed', { failures: 0 });
      if (wasOpen) onChange(status);
    },
    failed(reason) {
      const failures = status.failures + 1;
      const wasClosed = status.state === 'closed';
      const opens = !wasClosed || failures >= failuresThatOpen;
      becomes(opens ? 'open' : 'closed', { failures, lastFailure: reason });
      if (opens && wasClosed) onChange(status);
    },
  };
}
