import type { EmittedBy } from '../../src-shared/contract/contract.ts';
import { refuse } from '../../src-shared/contract/errors.ts';
import type { Practice } from '../practice/interface.ts';

export type PracticeEvent = EmittedBy<'practice.start'>;
type PracticeStep = Extract<PracticeEvent, { kind: 'step' }>['step'];
export type TellStep = (step: PracticeStep, state: 'running' | 'done') => void;

/** What starting consists of; each part is the very code that a real Pi gets. */
export interface PracticeStart {
  /** Starts printer, shop, mailbox and SSH server. */
  begin(tell: TellStep): Promise<Practice>;
  /** Pairs it, deploys and confirms the first release, and gives the paired target. */
  prepare(practice: Practice, tell: TellStep): Promise<Extract<PracticeEvent, { kind: 'ready' }>['target']>;
}

interface Start {
  readonly events: PracticeEvent[];
  readonly listeners: Set<(event: PracticeEvent) => void>;
  readonly done: Promise<void>;
}

/**
 * The one practice of this process. Starting it twice is starting it once: whoever asks later is told the same steps.
 * A window that closes does not end it; `stop` does, also in the middle of a start.
 */
export function createPracticeHolder(parts: PracticeStart) {
  let practice: Practice | undefined;
  let start: Start | undefined;

  const stopPractice = async () => {
    const ending = practice;
    practice = undefined;
    start = undefined;
    await ending?.stop();
  };

  const run = async (emit: (event: PracticeEvent) => void) => {
    const tell: TellStep = (step, state) => emit({ kind: 'step', step, state });
    const begun = await parts.begin(tell);
    practice = begun;
    const target = await parts.prepare(begun, tell);
    if (practice !== begun) throw refuse('practice.not-running', {}, { retry: 'now' });
    emit({ kind: 'ready', target });
  };

  const begin = (): Start => {
    const events: PracticeEvent[] = [];
    const listeners = new Set<(event: PracticeEvent) => void>();
    const emit = (event: PracticeEvent) => {
      events.push(event);
      for (const listener of listeners) listener(event);
    };
    const done = run(emit).catch(async (error: unknown) => {
      if (start?.events === events) await stopPractice();
      throw error;
    });
    done.catch(() => {});
    start = { events, listeners, done };
    return start;
  };

  return {
    /** Tells every step so far and each further one; settles with the start. */
    start: async (emit: (event: PracticeEvent) => void, signal: AbortSignal): Promise<void> => {
      const { events, listeners, done } = start ?? begin();
      for (const event of events) emit(event);
      listeners.add(emit);
      signal.addEventListener('abort', () => listeners.delete(emit), { once: true });
      await done.finally(() => listeners.delete(emit));
    },
    /** The practice, or undefined where there is none. */
    ifRunning: () => practice,
    /** Throws `practice.not-running`. */
    running: (): Practice => {
      if (!practice) throw refuse('practice.not-running', {}, { retry: 'now' });
      return practice;
    },
    stop: async () => {
      const ending = start;
      await stopPractice();
      // A start that was under way may still bring something up; it is waited for and ended too.
      await ending?.done.catch(() => {});
      await stopPractice();
    },
  };
}
export type PracticeHolder = ReturnType<typeof createPracticeHolder>;
