import type { ScreenNotice } from '../../src-shared/contract/app.ts';
import { type Moment, readClocks } from '../../src-shared/moment.ts';
import type { Panel } from '../panel/panel.ts';
import type { StatusHub } from '../service-api/status-hub.ts';
import { beginNotices, listeningAgain, lookEveryMs, lookForTurns, type NoticeState, withStatusEvent } from './rules.ts';
import { wordsOfTurn } from './words.ts';

export interface NoticeParts {
  readonly panel: Pick<Panel, 'targets' | 'preferences'>;
  readonly statuses: Pick<StatusHub, 'watch'>;
  /** Runs something again and again and returns the function that ends it; tests bring a time of their own. */
  every?(milliseconds: number, run: () => void): () => void;
  clocks?(): Moment;
}

const everySoOften = (milliseconds: number, run: () => void) => {
  const timer = setInterval(run, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
};

/**
 * Tells on the computer's screen, whatever window is in front, when a paired Pi is not heard any more, tickets wait for a person, or
 * nothing is printed; and when that is over. It watches while somebody listens. What was told is remembered until Bonwart ends, so
 * that a page which is loaded anew does not tell it again.
 */
export function createScreenNotices({ panel, statuses, ...time }: NoticeParts) {
  const { every = everySoOften, clocks = () => readClocks(globalThis) } = time;
  const listeners = new Set<(notice: ScreenNotice) => void>();
  const known = new Map<string, NoticeState>();
  const watches = new Map<string, AbortController>();
  let end: (() => void) | null = null;

  const look = () => {
    const { language, notices } = panel.preferences.read();
    if (notices === 'off') return;
    for (const target of panel.targets.all()) {
      const before = known.get(target.id);
      if (!before) continue;
      const { state, turns } = lookForTurns(before, clocks());
      known.set(target.id, state);
      for (const turn of turns) {
        const notice = wordsOfTurn(turn, target, state.status, language);
        for (const listener of listeners) listener(notice);
      }
    }
  };
  const follow = () => {
    const targets = new Set(panel.targets.all().map(({ id }) => id));
    for (const [id, controller] of watches)
      if (!targets.has(id)) {
        controller.abort();
        watches.delete(id);
        known.delete(id);
      }
    for (const id of targets) if (!watches.has(id)) watch(id);
  };
  const watch = (id: string) => {
    const controller = new AbortController();
    watches.set(id, controller);
    const now = clocks();
    known.set(id, listeningAgain(known.get(id) ?? beginNotices(now), now));
    const hear = (event: Parameters<Parameters<StatusHub['watch']>[1]>[0]) => {
      const state = known.get(id);
      if (state && !controller.signal.aborted) known.set(id, withStatusEvent(state, event, clocks()));
    };
    void statuses.watch(id, hear, controller.signal);
  };
  const begin = () => {
    follow();
    const stops = [panel.targets.listen(follow), every(lookEveryMs, look)];
    return () => {
      for (const stop of stops) stop();
      for (const controller of watches.values()) controller.abort();
      watches.clear();
    };
  };

  return {
    /** Tells each notice from now on; returns the function that ends it. */
    listen: (listener: (notice: ScreenNotice) => void): (() => void) => {
      listeners.add(listener);
      end ??= begin();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        end?.();
        end = null;
      };
    },
  };
}
export type ScreenNotices = ReturnType<typeof createScreenNotices>;
