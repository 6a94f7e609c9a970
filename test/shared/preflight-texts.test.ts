import { describe, expect, test } from 'vitest';
import { type PreflightReason, preflightChecks, preflightReasons, stateOf } from '../../src-shared/bonctl/preflight.ts';
import { preflight as german } from '../../src-shared/texts/de/preflight.ts';
import { preflight as english } from '../../src-shared/texts/en/preflight.ts';

const reasons = Object.keys(preflightReasons) as PreflightReason[];

test('the first word of each reason is a check, and each check can be fine or say why not', () => {
  for (const reason of reasons)
    if (reason !== 'check-untold') expect(preflightChecks).toContain(reason.slice(0, reason.indexOf('-')));
  for (const check of preflightChecks) {
    const states = reasons.filter((reason) => reason.startsWith(`${check}-`)).map((reason) => stateOf({ reason }));
    expect([check, states.includes('fine')]).toEqual([check, true]);
  }
});

describe.each(Object.entries({ de: german, en: english }))('in %s', (language, texts) => {
  test('every reason has its sentence, and who warns or forbids says what to do', () => {
    expect(Object.keys(texts.says).sort()).toEqual([...reasons].sort());
    const troubled = reasons.filter((reason) => ['warning', 'no-go'].includes(stateOf({ reason })));
    expect(Object.keys(texts.remedy).sort()).toEqual(troubled.sort());
  });

  test.each([...Object.entries(texts.says), ...Object.entries(texts.remedy)])(
    '%s is written in our voice',
    (_, text) => {
      expect(text).toMatch(/^["„A-ZÄÖÜ{].{8,}[.?]$/);
      expect(text).not.toMatch(/!|SMTP|DNS|sudo |\b(du|dein|dir|dich)\b/i);
      expect(language === 'de' ? /["']\w/.test(text) : /„/.test(text)).toBe(false);
    },
  );
});

test('both languages name the same', () => {
  const names = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  for (const reason of reasons)
    expect([reason, names(english.says[reason])]).toEqual([reason, names(german.says[reason])]);
});
