import type { ServiceStatus } from '../../../src-shared/service/panel.ts';
import type { DatabaseClient } from '../database/client.ts';
import type { CircuitBreaker } from '../healing/circuit-breaker.ts';
import { wakeable } from '../jobs/wakeable.ts';
import type { Log } from '../life/log.ts';
import type { SearchResult } from './client.ts';
import type { ShopReader } from './shop-reader.ts';

export type WixState = ServiceStatus['wix']['state'];

export interface PollerParts {
  readonly reader: ShopReader;
  readonly database: Pick<DatabaseClient, 'call'>;
  readonly breaker: CircuitBreaker;
  readonly log: Log;
  readonly intervalMilliseconds: number;
  readonly reconcileMilliseconds: number;
  /** After each look: an authenticated answer is what counts as online. */
  onState(state: WixState, detail: string): void;
}

export interface Poller {
  /** Looks at once instead of at the next turn; not while the shop asked us to wait. Resolves after that look. */
  lookNow(): Promise<void>;
  /** Resolves when the look in hand is over; `beforeStop` must have made that come soon. */
  stop(): Promise<void>;
}

const refusedPauseMilliseconds = 60_000;
const unreachablePauseMilliseconds = 1000;
const longestBackoffMilliseconds = 30_000;

/** Looks at the shop again and again, at the pace that its answers allow. Looks that are asked for meanwhile are one. */
export function startPoller(parts: PollerParts): Poller {
  const { breaker, reader, log } = parts;
  const pause = wakeable();
  const looks: (() => void)[] = [];
  let stopping = false;
  let notBefore = 0;
  let reconciledAt = performance.now();
  let told: SearchResult['kind'] | null = null;

  const run = async () => {
    while (!stopping) {
      const waitMilliseconds = notBefore - performance.now();
      if (waitMilliseconds <= 0) {
        const asked = looks.splice(0);
        const delay = await look();
        for (const done of asked) done();
        if (delay.binding) notBefore = performance.now() + delay.milliseconds;
        else await pause.sleep(delay.milliseconds);
      } else await pause.sleep(waitMilliseconds);
    }
    for (const done of looks.splice(0)) done();
  };

  /** One look; answers how long to wait, and whether even an impatient person must. */
  const look = async (): Promise<{ milliseconds: number; binding: boolean }> => {
    const reconciling = told === 'page' && performance.now() - reconciledAt >= parts.reconcileMilliseconds;
    breaker.trying();
    const result = await (reconciling ? reader.reconcile() : reader.readNew(told !== null && told !== 'page'));
    if (reconciling && result.kind === 'page') reconciledAt = performance.now();
    if (stopping) return { milliseconds: 0, binding: false };
    await tell(result);
    switch (result.kind) {
      case 'page':
        breaker.succeeded();
        parts.onState('online', '');
        return { milliseconds: parts.intervalMilliseconds, binding: false };
      case 'refused':
        breaker.succeeded();
        parts.onState('refused', result.detail);
        return { milliseconds: refusedPauseMilliseconds, binding: true };
      case 'too-many':
        breaker.failed('HTTP 429');
        parts.onState('offline', 'HTTP 429');
        return { milliseconds: jittered(result.retryAfterMilliseconds, 0.1), binding: true };
      case 'unreachable':
        breaker.failed(result.detail);
        parts.onState('offline', result.detail);
        return { milliseconds: jittered(unreachablePauseMilliseconds, 0.2), binding: false };
      case 'failing': {
        breaker.failed(result.detail);
        parts.onState('offline', result.detail);
        const backoff = 1000 * 2 ** Math.min(breaker.status().failures - 1, 10);
        return { milliseconds: jittered(Math.min(backoff, longestBackoffMilliseconds), 0.3), binding: false };
      }
    }
  };

  /** A change of what the shop answers: into the log, and where a person must act also into the history, once. */
  const tell = async (result: SearchResult): Promise<void> => {
    if (result.kind === told) return;
    log[result.kind === 'page' ? 'info' : 'warn']({ wix: tellable(result) }, 'shop');
    if (result.kind === 'refused')
      await parts.database.call('record', { kind: 'shop-refused', data: { detail: result.detail } });
    else if (told === 'refused' && result.kind === 'page')
      await parts.database.call('record', { kind: 'shop-accepted' });
    told = result.kind;
  };

  const running = run().catch((error) => {
    log.fatal({ error: String(error) }, 'poller ended');
    throw error;
  });
  return {
    lookNow() {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (stopping || notBefore > performance.now()) return Promise.resolve();
      looks.push(resolve);
      pause.wake();
      return promise;
    },
    async stop() {
      stopping = true;
      pause.wake();
      await running.catch(() => {});
    },
  };
}

/** For the log: no guest's name and address. */
function tellable(result: SearchResult): object {
  return result.kind === 'page' ? { kind: 'page' } : result;
}

function jittered(milliseconds: number, share: number): number {
  return milliseconds * (1 + Math.random() * share);
}
