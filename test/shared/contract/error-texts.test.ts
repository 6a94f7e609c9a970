import { expect, test } from 'vitest';
import type { z } from 'zod';
import { type BonwartError, errorCodes, errorDataSchemas } from '../../../src-shared/contract/errors.ts';
import { errors as german } from '../../../src-shared/texts/de/errors.ts';
import { errors as english } from '../../../src-shared/texts/en/errors.ts';
import { explainError, placeholderForms } from '../../../src-shared/texts/explain-error.ts';
import { spoken } from '../../../src-shared/texts/index.ts';

const languages = { de: german, en: english };
const placeholder = /\{\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?\}\}/g;

for (const [language, texts] of Object.entries(languages)) {
  test(`every error code has its three sentences in ${language}, and no text is left over`, () => {
    expect(Object.keys(texts).sort()).toEqual([...errorCodes].sort());
  });

  test.each(errorCodes)(`${language} %s is written in our voice and names only what it knows`, (code) => {
    const known = Object.keys((errorDataSchemas[code] as z.ZodObject).shape);
    for (const sentence of Object.values(texts[code])) {
      expect(sentence.trim().length).toBeGreaterThan(5);
      expect(sentence).toMatch(/[.?]$/);
      expect(sentence).not.toContain('!');
      for (const [, name, form] of sentence.matchAll(placeholder)) {
        expect(known).toContain(name);
        if (form) expect(Object.keys(placeholderForms)).toContain(form);
      }
    }
    if (language === 'de') expect(Object.values(texts[code]).join(' ')).not.toMatch(/\b(du|dein|dir|dich)\b/i);
  });
}

test('both languages name the same data', () => {
  const names = (text: object) => [...JSON.stringify(text).matchAll(placeholder)].map(([, name]) => name).sort();
  for (const code of errorCodes) expect([code, names(english[code])]).toEqual([code, names(german[code])]);
});

test('an explanation has its data filled in, with units as people say them', () => {
  const error: BonwartError = {
    code: 'pairing.no-space',
    data: { freeBytes: 12_345_678, neededBytes: 250_000_000, path: '/opt' },
    retry: 'after-change',
  };
  expect(explainError(error, spoken.de).happened).toBe(
    'Auf dem Pi sind unter /opt noch 12,3 MB frei, gebraucht werden 250 MB.',
  );
  const clock: BonwartError = {
    code: 'pairing.wrong-clock',
    data: { differenceSeconds: -86_400 * 3, targetTime: '1970' },
    retry: 'after-change',
  };
  expect(explainError(clock, spoken.en).happened).toContain('3 days');
});
