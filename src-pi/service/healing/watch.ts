import type { DatabaseClient } from '../database/client.ts';
import type { Log } from '../life/log.ts';
import type { ResourceSample } from './resources.ts';
import { queueVerdicts, type ResourceLimits, resourceVerdicts, samplesKept, type Verdict } from './rules.ts';

export interface WatchParts {
  readonly database: Pick<DatabaseClient, 'call' | 'fault'>;
  readonly log: Log;
  readonly limits: ResourceLimits;
  readonly intervalMilliseconds: number;
  readonly sample: () => Promise<ResourceSample>;
  now(): string;
  /** Ends the service so that the supervisor starts it anew. */
  restartSoon(reason: string): void;
}

export interface Watch {
  /** The last samples, the newest last. */
  samples(): readonly ResourceSample[];
  stop(): void;
}

const cooldownMinutes = 10;
const mostRestartsInADay = 3;

/**
 * Looks at the service itself and at its queue once a minute, and raises and clears alerts. Only a change is written. A service
 * that keeps too much memory is started anew, in bounds that are kept on disk and so survive the restart.
 */
export function startWatch(parts: WatchParts): Watch {
  const { database, log } = parts;
  let samples: readonly ResourceSample[] = [];

  const tell = async (verdict: Verdict): Promise<boolean> => {
    if (verdict.raised === null) return false;
    const changed = await database.call('setAlert', { ...verdict, raised: verdict.raised, at: parts.now() });
    if (changed) log.warn({ alert: verdict.type, raised: verdict.raised, ...verdict.data }, 'alert');
    return changed;
  };
  const look = async () => {
    samples = [...samples, await parts.sample()].slice(-samplesKept);
    // Nothing can be written, so nothing can be told; the storage has an alarm of its own.
    if (database.fault()) return;
    for (const verdict of queueVerdicts(await database.call('alertFacts', parts.now()))) await tell(verdict);
    for (const verdict of resourceVerdicts(samples, parts.limits)) {
      await tell(verdict);
      if (verdict.type !== 'resource_memory' || verdict.raised !== true) continue;
      const asked = { reason: 'memory', at: parts.now(), cooldownMinutes, mostInADay: mostRestartsInADay };
      if (await database.call('noteRestart', asked)) parts.restartSoon('memory');
    }
  };
  let looking = false;
  const timer = setInterval(() => {
    // One look at a time: a slow disk makes them rarer, not more.
    if (looking) return;
    looking = true;
    look()
      .catch((error) => log.error({ error: String(error) }, 'watch'))
      .finally(() => {
        looking = false;
      });
  }, parts.intervalMilliseconds);
  return { samples: () => samples, stop: () => clearInterval(timer) };
}
