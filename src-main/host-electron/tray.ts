import type { Language } from '../../src-shared/localized.ts';
import { texts } from '../../src-shared/texts/index.ts';
import type { Bonwart } from '../host/bonwart.ts';
import type { StatusChange } from '../service-api/status-watch.ts';
import { type TrayTone, toneOf } from './tray-state.ts';

/** The part of Electron that the tray needs, given by the host. */
export interface TraySurface {
  show(words: { title: string; open: string; quit: string }): void;
}

/**
 * Shows the state of the first paired Pi as a word in the tray. The tray is an extra: where the system has none, nothing is
 * lost. Returns the function that ends it.
 */
export function keepTray(bonwart: Pick<Bonwart, 'panel' | 'statuses'>, surface: TraySurface): () => void {
  const { panel, statuses } = bonwart;
  let watched: { id: string; controller: AbortController } | null = null;
  let tone: TrayTone = 'noTarget';

  const language = (): Language => panel.preferences.read().language;
  const show = (target?: string) => {
    const words = texts[language()].tray;
    const word = words[tone];
    surface.show({ title: target ? `${target}: ${word}` : word, open: words.open, quit: words.quit });
  };
  const hear = (target: string, event: StatusChange | null) => {
    tone = toneOf(event);
    show(target);
  };

  const follow = () => {
    const target = panel.targets.all()[0];
    if (watched?.id === target?.id) return show(target?.name);
    watched?.controller.abort();
    watched = null;
    tone = 'noTarget';
    if (!target) return show();
    const controller = new AbortController();
    watched = { id: target.id, controller };
    hear(target.name, null);
    void statuses.watch(target.id, (event) => event.kind !== 'heard' && hear(target.name, event), controller.signal);
  };

  follow();
  const stops = [panel.targets.listen(follow), panel.preferences.listen(follow)];
  return () => {
    for (const stop of stops) stop();
    watched?.controller.abort();
  };
}
