import type { WatchingPanel } from '../../../src-shared/service/panel.ts';

/** A PC says every five seconds that it watches; after so long without a word it is gone. In milliseconds. */
export const panelGoneMilliseconds = 15_000;
/** Nobody has more PCs at one Pi; whoever sends made-up names cannot fill the memory. */
const mostPanels = 20;

/** The PCs that watch this Pi. In memory: after a restart each says within five seconds that it is there. */
export interface PanelWatch {
  /** A sign of life of a PC, by its name, and which of its watchings it comes from. */
  beat(name: string, watch: string): void;
  /** It was closed by somebody: that is no fault. Nothing if it watches anew already. */
  leave(name: string, watch: string): void;
  stop(): void;
}

/**
 * Notices when a PC that watched falls silent without a goodbye: it crashed, its cable is out, somebody pulled its plug. `tell` hears the whole
 * list after each change, by name.
 */
export function startPanelWatch(
  parts: { tell(panels: readonly WatchingPanel[]): void; now(): string },
  goneAfterMilliseconds = panelGoneMilliseconds,
): PanelWatch {
  const panels = new Map<string, WatchingPanel>();
  const timers = new Map<string, NodeJS.Timeout>();
  const newest = new Map<string, string>();
  const tell = () => parts.tell([...panels.values()].sort((one, other) => one.name.localeCompare(other.name)));
  const enter = (name: string, state: WatchingPanel['state']) => {
    panels.set(name, { name, state, since: parts.now() });
    tell();
  };
  const forget = (name: string) => {
    clearTimeout(timers.get(name));
    timers.delete(name);
    newest.delete(name);
    return panels.delete(name);
  };
  /** Who has been gone longest makes room. */
  const makeRoom = () => {
    const gone = [...panels.values()].filter(({ state }) => state === 'gone');
    const [oldest] = gone.sort((one, other) => one.since.localeCompare(other.since));
    if (oldest) forget(oldest.name);
    return panels.size < mostPanels;
  };

  return {
    beat(name, watch) {
      const timer = timers.get(name);
      if (timer) timer.refresh();
      else if (panels.has(name) || panels.size < mostPanels || makeRoom())
        timers.set(
          name,
          setTimeout(() => {
            timers.delete(name);
            enter(name, 'gone');
          }, goneAfterMilliseconds).unref(),
        );
      else return;
      newest.set(name, watch);
      if (panels.get(name)?.state !== 'watching') enter(name, 'watching');
    },
    leave(name, watch) {
      if (newest.get(name) === watch && forget(name)) tell();
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
