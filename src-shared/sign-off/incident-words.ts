import type { Language } from '../localized.ts';
import { explainError } from '../texts/explain-error.ts';
import { texts } from '../texts/index.ts';
import type { Incident } from './incidents.ts';

/** What happened, in one sentence of a language; a failure with its error's first sentence. */
export function incidentWords(incident: Incident, language: Language): string {
  const sentences = texts[language].signOff.incident;
  const values: Record<string, string> = {
    step: incident.step?.[language] ?? '',
    person: 'by' in incident ? incident.by.name : '',
    reason: 'reason' in incident ? (incident.reason ?? '') : '',
  };
  const sentence = sentences[incident.kind].replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? '');
  const why = 'error' in incident && incident.error ? ` ${explainError(incident.error, language).happened}` : '';
  return `${sentence}${why}`.trim();
}
