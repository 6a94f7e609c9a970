import type { WatchingPanel } from '../../../src-shared/service/panel.ts';
import { inOrder } from '../time/in-order.ts';

/** A PC says every five seconds that it watches; after so long without a word it is gone. In milliseconds. */
export const panelGoneMilliseconds = 15_000;
/** Nobody has more PCs at one Pi; whoever sends made-up names cannot fill the memory. */
const mostPanels = 20;

interface Known {
  panel: WatchingPanel;
  /** The newest of its watchings. */
  watch: string;
  /** Ends when it has said nothing for too long. */
  readonly silence: NodeJS.Timeout;
}

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
  const panels = new Map<string, Known>();
  const tell = () =>
    parts.tell([...panels.values()].map(({ panel }) => panel).sort((one, other) => inOrder(one.name, other.name)));
  const panelNow = (name: string, state: WatchingPanel['state']) => ({ name, state, since: parts.now() });
  /** Who has been gone longest makes room. */
  const makeRoom = () => {
    const gone = [...panels.values()].map(({ panel }) => panel).filter(({ state }) => state === 'gone');
    const [oldest] = gone.sort((one, other) => inOrder(one.since, other.since));
    return oldest !== undefined && panels.delete(oldest.name);
  };

  return {
    beat(name, watch) {
      const known = panels.get(name);
      if (known?.panel.state === 'watching') {
        known.watch = watch;
        known.silence.refresh();
        return;
      }
      if (!known && panels.size >= mostPanels && !makeRoom()) return;
      const silence = setTimeout(() => {
        fresh.panel = panelNow(name, 'gone');
        tell();
      }, goneAfterMilliseconds).unref();
      const fresh = { panel: panelNow(name, 'watching'), watch, silence };
      panels.set(name, fresh);
      tell();
    },
    leave(name, watch) {
      const known = panels.get(name);
      if (known?.watch !== watch) return;
      clearTimeout(known.silence);
      panels.delete(name);
      tell();
    },
    stop() {
      for (const { silence } of panels.values()) clearTimeout(silence);
    },
  };
}
