import { elapsed, type Moment, readClocks } from '../../src-shared/moment.ts';
import { untilClosed } from '../contract/implementation.ts';
import { type StatusEvent, type StatusSource, watchStatus } from './status-watch.ts';

interface Watch {
  readonly listeners: Set<(event: StatusEvent) => void>;
  readonly controller: AbortController;
  /** The newest state or silence, and when it last was told or confirmed. */
  newest: { readonly event: StatusEvent; readonly heard: Moment } | null;
}

/** One watch per target, shared by everyone who wants to know: windows and the tray. It ends with its last listener. */
export function createStatusHub(
  sourceFor: (targetId: string) => StatusSource,
  reportBug: (what: string, error: unknown) => void,
  clocks: () => Moment = () => readClocks(globalThis),
) {
  const watches = new Map<string, Watch>();
  const running = new Set<Promise<void>>();

  const begin = (targetId: string): Watch => {
    const watch: Watch = { listeners: new Set(), controller: new AbortController(), newest: null };
    watches.set(targetId, watch);
    const emit = (event: StatusEvent) => {
      if (event.kind !== 'heard') watch.newest = { event, heard: clocks() };
      else if (watch.newest) watch.newest = { ...watch.newest, heard: clocks() };
      for (const listener of watch.listeners) listener(event);
    };
    const run = watchStatus(sourceFor(targetId), emit, watch.controller.signal)
      .catch((error) => void reportBug('status.watch', error))
      .finally(() => running.delete(run));
    running.add(run);
    return watch;
  };

  return {
    /** Tells the newest word at once, with its age, and each further one, until the signal is aborted. */
    watch: async (targetId: string, emit: (event: StatusEvent) => void, signal: AbortSignal): Promise<void> => {
      const watch = watches.get(targetId) ?? begin(targetId);
      watch.listeners.add(emit);
      if (watch.newest) emit(withAge(watch.newest.event, elapsed(watch.newest.heard, clocks())));
      await untilClosed(signal);
      watch.listeners.delete(emit);
      if (watch.listeners.size > 0) return;
      watch.controller.abort();
      if (watches.get(targetId) === watch) watches.delete(targetId);
    },
    /** Ends all watching. Resolves when each Pi has heard the goodbye, or could not hear it within a second. */
    close: async (): Promise<void> => {
      for (const { controller } of watches.values()) controller.abort();
      await Promise.all(running);
    },
  };
}
export type StatusHub = ReturnType<typeof createStatusHub>;

/** A silence has its own time; a state is as old as the last word that confirmed it. */
function withAge(event: StatusEvent, ageMs: number): StatusEvent {
  return event.kind === 'status' ? { ...event, ageMs } : event;
}
