import type { SomeErrorTexts } from '../error-text.ts';

/** Files that people save to take them along. */
export const errorsOfSaving = {
  'file.not-saved': {
    happened: 'The file could not be saved ({{place}}).',
    meaning: 'Bonwart may not write there, or there is no room left.',
    next: 'Save it in another place.',
  },
  'support.over': {
    happened: 'This help package is gone.',
    meaning: 'Bonwart keeps only the newest, and only until it ends.',
    next: 'Put it together again.',
  },
} satisfies SomeErrorTexts;
