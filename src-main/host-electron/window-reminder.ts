import { windowState } from '../../src-shared/guide/quiet-hours.ts';
import { texts } from '../../src-shared/texts/index.ts';
import type { Panel } from '../panel/panel.ts';
import type { Notify } from './notify.ts';

const everyMs = 60_000;

/**
 * Tells once that a planned deployment is near, from an hour before on. A time that was chosen anew is told anew. Returns the
 * function that ends it; `look` is what it does each minute.
 */
export function keepReminding(
  panel: Pick<Panel, 'targets' | 'guides' | 'preferences'>,
  notify: Notify,
  now: () => number = Date.now,
): { look(): void; end(): void } {
  const told = new Map<string, string>();
  const look = () => {
    const { language } = panel.preferences.read();
    for (const { id, name } of panel.targets.all()) {
      const { window } = panel.guides.read(id);
      if (!window || windowState(window, now()) !== 'soon' || told.get(id) === window.from) continue;
      told.set(id, window.from);
      const locale = language === 'de' ? 'de-DE' : 'en-GB';
      const time = new Date(window.from).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
      const { summary, reminder } = texts[language].guide;
      // As a function: what a Pi is called is no pattern.
      const words = reminder.soon.replace('{{time}}', () => time).replace('{{pi}}', () => name);
      notify(`${name}: ${summary}`, words);
    }
  };
  look();
  const timer = setInterval(look, everyMs);
  return { look, end: () => clearInterval(timer) };
}
