import type { SomeErrorTexts } from '../error-text.ts';

/** Files that people save to take them along. */
export const errorsOfSaving = {
  'file.not-saved': {
    happened: 'Die Datei ließ sich nicht speichern ({{place}}).',
    meaning: 'Dort darf Bonwart nicht schreiben, oder es ist kein Platz mehr.',
    next: 'Speichern Sie sie an einem anderen Ort.',
  },
  'support.over': {
    happened: 'Dieses Hilfspaket gibt es nicht mehr.',
    meaning: 'Bonwart hebt nur das neueste auf, und nur bis zum Beenden.',
    next: 'Stellen Sie es neu zusammen.',
  },
} satisfies SomeErrorTexts;
