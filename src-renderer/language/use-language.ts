import { useTranslation } from 'react-i18next';
import type { Language } from '../../src-shared/localized.ts';
import type { Spoken } from '../../src-shared/texts/index.ts';
import { speaking } from './i18n.ts';

/** The language of the window; draws again when it changes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'de';
}

/** The language of the window with its texts, for what makes whole sentences of data. Draws again when it changes. */
export function useSpoken(): Spoken {
  useTranslation();
  return speaking();
}
