import { texts } from '../../src-shared/texts/index.ts';
import type { Bonwart } from '../host/bonwart.ts';
import type { Notify } from './notify.ts';

/** Tells once of each look after a deployment that found something and asks for a person. Returns the function that ends it. */
export function keepRemindingOfLooks(
  { panel, caretaker }: Pick<Bonwart, 'panel' | 'caretaker'>,
  notify: Notify,
): () => void {
  const told = new Set<string>();
  const remind = () => {
    const { language } = panel.preferences.read();
    for (const target of panel.targets.all())
      for (const { runId, version, looks } of caretaker.read(target.id))
        for (const { look, state } of looks) {
          const key = `${target.id} ${runId} ${look.id}`;
          if (state !== 'asks' || told.has(key)) continue;
          told.add(key);
          const { reminder } = texts[language].signOff.afterCare;
          // As functions: what somebody called a version is no pattern.
          const words = reminder
            .replace('{{look}}', () => look.title[language])
            .replace('{{version}}', () => version ?? '');
          notify(target.name, words);
        }
  };
  remind();
  return caretaker.listen(remind);
}
