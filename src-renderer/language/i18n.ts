import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../src-shared/localized.ts';
import { placeholderForms } from '../../src-shared/texts/explain-error.ts';
import { texts } from '../../src-shared/texts/index.ts';

/** The language in force before the preferences are known: the computer's, if it is one of ours. */
function firstLanguage(): Language {
  return navigator.language.startsWith('de') ? 'de' : 'en';
}

void i18next.use(initReactI18next).init({
  resources: texts,
  lng: firstLanguage(),
  fallbackLng: 'de',
  defaultNS: 'common',
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
});

for (const [name, show] of Object.entries(placeholderForms)) {
  i18next.services.formatter?.add(name, (value, language) => show(value, language === 'en' ? 'en' : 'de'));
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'de';
}

/** Speaks another language from now on, in the page's own attribute too. */
export function setLanguage(language: Language): void {
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

/** Whether the catalogue has a text, for keys that come from a journal. */
export function hasText(area: string, key: string): boolean {
  return i18next.exists(key, { ns: area });
}

export { i18next };
