import type { Language } from '../../src-shared/localized.ts';

export type PageSays = 'done' | 'not-done' | 'unknown';

const words: Readonly<Record<Language, Readonly<Record<PageSays, readonly [string, string]>>>> = {
  de: {
    done: ['Sie sind angemeldet', 'Sie können dieses Fenster schließen. Weiter geht es in Bonwart.'],
    'not-done': [
      'Die Anmeldung hat nicht geklappt',
      'Sie können dieses Fenster schließen. Bonwart sagt Ihnen, woran es lag.',
    ],
    unknown: ['Hier ist nichts', 'Diese Seite gehört zu keiner Anmeldung. Sie können dieses Fenster schließen.'],
  },
  en: {
    done: ['You are signed in', 'You can close this window. Go on in Bonwart.'],
    'not-done': ['Signing in did not work', 'You can close this window. Bonwart tells you why.'],
    unknown: ['There is nothing here', 'This page belongs to no sign-in. You can close this window.'],
  },
};

/** What the browser shows when it comes back. Nothing that came along is in it, and nothing is fetched. */
export function answerPage(language: Language, says: PageSays): string {
  const [heading, text] = words[language][says];
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading} – Bonwart</title>
<style>
  :root { color-scheme: light dark; background: light-dark(#f7f5f0, #161412); color: light-dark(#1d1b18, #f2eee7) }
  body { font: 20px/1.5 "Atkinson Hyperlegible Next", system-ui, sans-serif; max-width: 34em; margin: 18vh auto 0; padding: 0 24px }
  h1 { font-size: 39px; line-height: 1.2; margin: 0 0 16px }
</style>
<h1>${heading}</h1>
<p>${text}</p>
</html>
`;
}

/** Headers of the page: it loads nothing, may be framed by nobody, and its address with the code is told to nobody. */
export const answerPageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  connection: 'close',
} as const;
