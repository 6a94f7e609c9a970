import type { Samples } from '../../../src-shared/service/samples.ts';
import type { DatabaseClient } from '../database/client.ts';
import type { Log } from '../life/log.ts';
import type { Sample } from './resources.ts';

/** What is measured each minute, for later. */
export interface SampleBook {
  add(sample: Sample): void;
  /** How the last hours were, up to the last minute. */
  read(hours: number): Promise<Samples>;
  /** Writes down what is still in memory. */
  stop(): Promise<void>;
}

const writeEveryMilliseconds = 15 * 60_000;
/** While the disk takes nothing, the oldest are given up. */
const mostPending = 1000;

/**
 * Keeps samples in memory and writes them down every quarter of an hour: a card lives longer, and a kill costs a quarter of an hour of figures and
 * nothing else.
 */
export function sampleBook(parts: {
  readonly database: Pick<DatabaseClient, 'call' | 'fault'>;
  readonly log: Log;
  now(): string;
  readonly writeEveryMilliseconds?: number;
}): SampleBook {
  const { database, log } = parts;
  let pending: readonly Sample[] = [];
  const write = async () => {
    const taken = pending;
    if (taken.length === 0 || database.fault() !== null) return;
    await database.call('storeSamples', taken);
    pending = pending.filter((sample) => !taken.includes(sample));
  };
  const timer = setInterval(() => {
    write().catch((error) => log.error({ error: String(error) }, 'samples'));
  }, parts.writeEveryMilliseconds ?? writeEveryMilliseconds);
  timer.unref();
  return {
    add(sample) {
      pending = [...pending, sample].slice(-mostPending);
    },
    read: (hours) => database.call('readSamples', { at: parts.now(), hours, pending }),
    async stop() {
      clearInterval(timer);
      await write().catch((error) => log.error({ error: String(error) }, 'samples'));
    },
  };
}
