import { untilClosed } from '../contract/implementation.ts';
import { type StatusEvent, type StatusSource, watchStatus } from './status-watch.ts';

interface Watch {
  readonly listeners: Set<(event: StatusEvent) => void>;
  readonly controller: AbortController;
  newest: StatusEvent | null;
}

/** One watch per target, shared by everyone who wants to know: windows and the tray. It ends with its last listener. */
export function createStatusHub(
  sourceFor: (targetId: string) => StatusSource,
  reportBug: (what: string, error: unknown) => void,
) {
  const watches = new Map<string, Watch>();

  const begin = (targetId: string): Watch => {
    const watch: Watch = { listeners: new Set(), controller: new AbortController(), newest: null };
    watches.set(targetId, watch);
    const emit = (event: StatusEvent) => {
      watch.newest = event;
      for (const listener of watch.listeners) listener(event);
    };
    watchStatus(sourceFor(targetId), emit, watch.controller.signal).catch((error) => reportBug('status.watch', error));
    return watch;
  };

  return {
    /** Tells the newest word at once and each further one, until the signal is aborted. */
    watch: async (targetId: string, emit: (event: StatusEvent) => void, signal: AbortSignal): Promise<void> => {
      const watch = watches.get(targetId) ?? begin(targetId);
      watch.listeners.add(emit);
      if (watch.newest) emit(watch.newest);
      await untilClosed(signal);
      watch.listeners.delete(emit);
      if (watch.listeners.size > 0) return;
      watch.controller.abort();
      if (watches.get(targetId) === watch) watches.delete(targetId);
    },
  };
}
export type StatusHub = ReturnType<typeof createStatusHub>;
