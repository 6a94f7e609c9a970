import type { Language } from '../localized.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';

/** Every text of the product, by language, then area. English has the shape of German; the compiler holds that. */
export const texts: Record<Language, Texts> = { de, en };

/** German is the source: its keys are the keys, its placeholders (`{{name}}`) the placeholders. */
export type Texts = SameKeys<typeof de>;

type SameKeys<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : SameKeys<Tree[Key]> };
