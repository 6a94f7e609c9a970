import type { DatabaseClient } from '../database/client.ts';
import type { Log } from '../life/log.ts';
import type { Sample } from './resources.ts';
import { queueVerdicts, type ResourceLimits, samplesKept, sampleVerdicts, type Verdict } from './rules.ts';

export interface WatchParts {
  readonly database: Pick<DatabaseClient, 'call' | 'fault'>;
  readonly log: Log;
  readonly limits: ResourceLimits;
  readonly intervalMilliseconds: number;
  /** Off: the queue is looked at, nothing is measured. */
  readonly measures: boolean;
  readonly sample: () => Promise<Sample>;
  /** Keeps a sample for later. */
  keep(sample: Sample): void;
  now(): string;
  /** Ends the service so that the supervisor starts it anew. */
  restartSoon(reason: string): void;
}

export interface Watch {
  /** The last samples, the newest last. */
  samples(): readonly Sample[];
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
  let samples: readonly Sample[] = [];

  const tell = async (verdict: Verdict): Promise<boolean> => {
    if (verdict.raised === null) return false;
    const changed = await database.call('setAlert', { ...verdict, raised: verdict.raised, at: parts.now() });
    if (changed) log.warn({ alert: verdict.type, raised: verdict.raised, ...verdict.data }, 'alert');
    return changed;
  };
  const look = async () => {
    if (parts.measures) {
      const sample = await parts.sample();
      samples = [...samples, sample].slice(-samplesKept);
      parts.keep(sample);
    }
    // Nothing can be written, so nothing can be told; the storage has an alarm of its own.
    if (database.fault()) return;
    for (const verdict of queueVerdicts(await database.call('alertFacts', parts.now()))) await tell(verdict);
    for (const verdict of sampleVerdicts(samples, parts.limits)) {
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
