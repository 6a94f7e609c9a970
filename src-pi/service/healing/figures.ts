import type { DatabaseClient } from '../database/client.ts';
import { isReading } from '../database/operations.ts';

/** How quick the service was since the last time that somebody took the figures. Null: too little happened to say. */
export interface Figures {
  readonly answers: number;
  readonly answerMilliseconds: number | null;
  readonly queryMilliseconds: number | null;
  readonly recoverySeconds: number | null;
}

export interface FigureBook {
  /** A call of the API was answered. */
  answered(method: string, topic: string, seconds: number): void;
  /** The figures since the last time; begins anew. */
  take(): Figures;
  stop(): void;
}

/** A share of fewer is no share. */
const fewest = 3;
/** More than so many times are not kept; which ones is chance, so that the share stays right. */
const most = 1000;

/**
 * Measures answers, questions to the database and how soon a backlog begins to print. An answer counts if it only reads: what sends a mail or makes a backup waits for
 * somebody else. A question counts with its waiting, without the pulse that asks for nothing.
 */
export function figureBook(parts: {
  readonly database: Pick<DatabaseClient, 'onTimed' | 'onChanges'>;
  /** Can tickets be printed at all? Otherwise a backlog waits for paper and not for us. */
  canPrint(): boolean;
}): FigureBook {
  let answers = durations();
  let queries = durations();
  let slowestStart: number | null = null;
  let beganAt: number | null = null;
  const sinceBegin = () => (beganAt === null ? null : (performance.now() - beganAt) / 1000);

  const stops = [
    parts.database.onTimed((operation, milliseconds) => {
      if (operation !== 'ping' && isReading(operation)) queries.add(milliseconds);
    }),
    parts.database.onChanges((events) => {
      for (const { kind, data } of events) {
        if (kind === 'recovery-began' && data.joined !== true) beganAt = performance.now();
        else if (kind === 'job-printing') {
          slowestStart = worse(slowestStart, sinceBegin());
          beganAt = null;
        } else if (kind.startsWith('recovery-') && data.joined !== true && kind !== 'recovery-processing')
          beganAt = null;
      }
      if (!parts.canPrint()) beganAt = null;
    }),
  ];
  return {
    answered(method, topic, seconds) {
      if (method === 'GET' && topic !== 'events') answers.add(seconds * 1000);
    },
    take() {
      const taken = {
        answers: answers.count(),
        answerMilliseconds: answers.mostly(),
        queryMilliseconds: queries.mostly(),
        // one that has not begun yet is as late as it is now
        recoverySeconds: worse(slowestStart, (sinceBegin() ?? 0) > 1 ? sinceBegin() : null),
      };
      answers = durations();
      queries = durations();
      slowestStart = null;
      return taken;
    },
    stop() {
      for (const stop of stops) stop();
    },
  };
}

function worse(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

/** Times of which 95 of 100 are asked for; a bounded number of them is kept. */
export function durations() {
  const kept: number[] = [];
  let count = 0;
  return {
    add(milliseconds: number) {
      count += 1;
      if (kept.length < most) kept.push(milliseconds);
      else {
        // each of all so far is kept with the same chance (reservoir sampling)
        const place = Math.floor(Math.random() * count);
        if (place < most) kept[place] = milliseconds;
      }
    },
    count: () => count,
    /** 95 of 100 were not longer; null where there were too few. */
    mostly(): number | null {
      if (count < fewest) return null;
      const sorted = [...kept].sort((one, other) => one - other);
      const found = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
      return Math.round(found * 10) / 10;
    },
  };
}
