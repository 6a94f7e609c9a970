import { useTranslation } from 'react-i18next';
import './i18n.ts';
import type { Texts } from '../../src-shared/texts/index.ts';

/** A sentence by its key, with its placeholders filled in. `count` chooses between one and several. */
export type Say<Area extends keyof Texts> = (key: KeyOf<Texts[Area]>, values?: Record<string, unknown>) => string;

type WithoutNumber<Key extends string> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;
type KeyOf<Tree> = Tree extends string
  ? never
  : {
      [Key in keyof Tree & string]: Tree[Key] extends string ? WithoutNumber<Key> : `${Key}.${KeyOf<Tree[Key]>}`;
    }[keyof Tree & string];

/** The sentences of one area of the catalogue, in the language of the window. Draws again when that changes. */
export function useTexts<Area extends keyof Texts>(area: Area): Say<Area> {
  const { t } = useTranslation(area);
  return t as unknown as Say<Area>;
}
