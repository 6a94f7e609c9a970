import type { Language } from '../localized.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';

/** Every text of the product, by language, then area. English has the shape of German; the compiler holds that. */
export const texts: Record<Language, Texts> = { de, en };

/** German is the source: its keys are the keys, its placeholders (`{{name}}`) the placeholders. */
export type Texts = SameKeys<typeof de>;

type SameKeys<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : SameKeys<Tree[Key]> };

/** A language with its texts. What makes sentences is given one, so that the window need not load the other. */
export interface Spoken {
  readonly language: Language;
  readonly texts: Texts;
}

export const spoken: Record<Language, Spoken> = {
  de: { language: 'de', texts: texts.de },
  en: { language: 'en', texts: texts.en },
};
