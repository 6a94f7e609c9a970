import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../src-shared/localized.ts';
import { placeholderForms } from '../../src-shared/texts/explain-error.ts';
import type { Spoken, Texts } from '../../src-shared/texts/index.ts';

/** The texts of each language are a file of their own, fetched when the language is first spoken. */
const load: Record<Language, () => Promise<Texts>> = {
  de: async () => (await import('../../src-shared/texts/de/index.ts')).de,
  en: async () => (await import('../../src-shared/texts/en/index.ts')).en,
};

const loaded = new Map<Language, Spoken>();
/** The latest that somebody asked for: what comes late for another is kept, but not spoken. */
let wanted: Language = languageOfPage();

void i18next.use(initReactI18next).init({
  resources: {},
  lng: wanted,
  fallbackLng: false,
  defaultNS: 'common',
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
});

for (const [name, show] of Object.entries(placeholderForms)) {
  i18next.services.formatter?.add(name, (value) => show(value, speaking()));
}

/** What became of a wish for a language: `overtaken` by a later one, or its texts are `missing`. */
export type SpeakResult = 'spoken' | 'overtaken' | 'missing';

/** Speaks a language from now on, in the page's own attribute too, as soon as its texts are there. Without them all stays as it is. */
export async function speak(language: Language): Promise<SpeakResult> {
  wanted = language;
  try {
    await fetchTexts(language);
  } catch {
    return wanted === language ? 'missing' : 'overtaken';
  }
  if (wanted !== language) return 'overtaken';
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
  return 'spoken';
}

async function fetchTexts(language: Language): Promise<void> {
  if (loaded.has(language)) return;
  const texts = await load[language]();
  for (const [area, sentences] of Object.entries(texts)) i18next.addResourceBundle(language, area, sentences);
  loaded.set(language, { language, texts });
}

/**
 * Speaks the language that the host wrote into the page, before anything is drawn; if its texts cannot be had, the other. False if there is neither.
 */
export async function speakFirst(): Promise<boolean> {
  const chosen = languageOfPage();
  if ((await speak(chosen)) !== 'missing') return true;
  return (await speak(chosen === 'de' ? 'en' : 'de')) !== 'missing';
}

/** The host knows what was chosen and says it with the page, so that no other language is fetched. */
function languageOfPage(): Language {
  return document.documentElement.lang === 'en' ? 'en' : 'de';
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'de';
}

/** The language in force, with its texts. @throws before the first language is there; nothing is drawn before that */
export function speaking(): Spoken {
  const spoken = loaded.get(currentLanguage());
  if (!spoken) throw new Error('no language is loaded yet');
  return spoken;
}

/** Whether the catalogue has a text, for keys that come from a journal. */
export function hasText(area: string, key: string): boolean {
  return i18next.exists(key, { ns: area });
}

export { i18next };
