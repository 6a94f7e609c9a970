import type { RecoverySession, RecoveryType } from '../../../src-shared/service/recovery.ts';
import type { DatabaseClient } from '../database/client.ts';
import { wakeable } from '../jobs/wakeable.ts';
import type { Log } from '../life/log.ts';

export interface RecoveryParts {
  readonly database: DatabaseClient;
  readonly log: Log;
  /** Tickets of one station that go at once. */
  readonly batchSize: number;
  /** From the start of one batch of a station to the start of its next. */
  readonly batchDelayMilliseconds: number;
  readonly validationTimeoutMilliseconds: number;
  /** Minutes past its time after which a ticket is not printed without a question. */
  readonly staleMinutes: number;
  /** The present instant as ISO text, by the best clock there is. */
  now(): string;
  wakePrinters(): void;
}

export interface Recovery {
  /** Makes a backlog of all that waits now. Answers the session, or null when nothing waits. */
  trigger(type: RecoveryType): Promise<RecoverySession | null>;
  /** False: there is no session. */
  pause(): Promise<boolean>;
  resume(): Promise<boolean>;
  /** Answers how many tickets are held now, or null without a session. */
  cancel(): Promise<number | null>;
  stop(): Promise<void>;
}

/** How often a session is looked at while nothing is told of it: a net under the events, not the way. */
const lookMilliseconds = 1000;

/**
 * Works off the backlog that an outage has left: looks through it, then lets it go in batches, while orders that come now
 * overtake it. The backlog is on disk, so a session goes on after a restart where it stood.
 */
export function startRecovery(parts: RecoveryParts): Recovery {
  const { database, log } = parts;
  const pause = wakeable();
  const releasedAt = new Map<string, number>();
  let stopping = false;

  const run = async () => {
    while (!stopping) {
      const session = await database.call('openSession');
      if (!session) releasedAt.clear();
      await pause.sleep(session ? await step(session) : 60_000);
    }
  };

  /** One step of a session; answers after how many milliseconds the next is due if nothing happens before. */
  const step = async (session: RecoverySession): Promise<number> => {
    if (session.phase === 'validation') {
      if (!(await validated(session.id))) return 0;
      parts.wakePrinters();
      return 0;
    }
    const { waiting, released, idleStations } = await database.call('recoveryProgress', session.id);
    if (waiting + released === 0) {
      await database.call('moveSession', { id: session.id, phase: 'completion' });
      log.info({ session: session.id, type: session.type }, 'recovery complete');
      return 0;
    }
    if (session.paused) return lookMilliseconds;
    let next = lookMilliseconds;
    for (const station of idleStations) {
      const due =
        (releasedAt.get(station) ?? Number.NEGATIVE_INFINITY) + parts.batchDelayMilliseconds - performance.now();
      if (due > 0) {
        next = Math.min(next, due);
        continue;
      }
      releasedAt.set(station, performance.now());
      await database.call('releaseBatch', { id: session.id, station, size: parts.batchSize });
      parts.wakePrinters();
    }
    return next;
  };

  /** False: it took too long, and the session was given up; its tickets are printed without it. */
  const validated = async (id: string): Promise<boolean> => {
    const { validationTimeoutMilliseconds: limit, staleMinutes } = parts;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<'too-long'>((resolve) => {
      timer = setTimeout(() => resolve('too-long'), limit);
    });
    const validation = database.call('validateRecovery', { id, at: parts.now(), staleMinutes });
    const outcome = await Promise.race([validation, tooLong]).finally(() => clearTimeout(timer));
    if (outcome !== 'too-long') return true;
    log.error({ session: id }, 'recovery: validation took too long');
    await validation;
    await database.call('abandonRecovery', { id, error: 'validation took too long' });
    return false;
  };

  const stopListening = database.onChanges((events) => {
    if (events.some(({ kind }) => kind.startsWith('recovery-') || kind.startsWith('job-'))) pause.wake();
  });
  const running = run().catch((error) => {
    log.fatal({ error: String(error) }, 'recovery ended');
    throw error;
  });
  const setPaused = async (paused: boolean): Promise<boolean> => {
    const session = await database.call('openSession');
    if (!session) return false;
    await database.call('moveSession', { id: session.id, phase: session.phase, paused });
    pause.wake();
    return true;
  };
  return {
    async trigger(type) {
      await database.call('beginRecovery', { type, at: parts.now() });
      pause.wake();
      return database.call('openSession');
    },
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    async cancel() {
      const session = await database.call('openSession');
      if (!session) return null;
      const held = await database.call('cancelRecovery', session.id);
      pause.wake();
      return held;
    },
    async stop() {
      stopping = true;
      stopListening();
      pause.wake();
      await running.catch(() => {});
    },
  };
}
