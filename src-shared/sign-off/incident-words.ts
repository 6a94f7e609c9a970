import { explainError } from '../texts/explain-error.ts';
import type { Spoken } from '../texts/index.ts';
import type { Incident } from './incidents.ts';

/** What happened, in one sentence of a language; a failure with its error's first sentence. */
export function incidentWords(incident: Incident, spoken: Spoken): string {
  const sentences = spoken.texts.signOff.incident;
  const values: Record<string, string> = {
    step: incident.step?.[spoken.language] ?? '',
    person: 'by' in incident ? incident.by.name : '',
    reason: 'reason' in incident ? (incident.reason ?? '') : '',
  };
  const sentence = sentences[incident.kind].replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? '');
  const why = 'error' in incident && incident.error ? ` ${explainError(incident.error, spoken).happened}` : '';
  return `${sentence}${why}`.trim();
}
