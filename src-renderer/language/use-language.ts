import { useTranslation } from 'react-i18next';
import type { Language } from '../../src-shared/localized.ts';

/** The language of the window; draws again when it changes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'de';
}
