import { describe, expect, test } from 'vitest';
import { helpFor, pageOf } from '../../src-renderer/screens/mail/failure-help.ts';
import { type MailCause, mailCauses } from '../../src-shared/mail/causes.ts';
import { texts } from '../../src-shared/texts/index.ts';

const causes = Object.keys(mailCauses) as MailCause[];
const gmail = { id: 'gmail', passwordPage: 'https://myaccount.google.com/apppasswords' };
const gmx = { id: 'gmx-com', passwordPage: null };
const custom = { id: 'custom', passwordPage: null };

describe.each(['de', 'en'] as const)('the causes in %s', (language) => {
  const written: Record<string, { happened: string; meaning: string }> = texts[language].mailCauses;

  test('each has its two sentences, and no text is left over', () => {
    expect(Object.keys(written).sort()).toEqual([...causes].sort());
  });

  test.each(causes)('%s: short, in our voice, and only with names that are known', (cause) => {
    const { happened = '', meaning = '' } = written[cause] ?? {};
    expect(happened.length).toBeGreaterThan(10);
    expect(meaning.length).toBeGreaterThan(10);
    // as the longest names make it
    const filled = `${happened} ${meaning}`.replace(/\{\{\w+\}\}/g, 'securesmtp.t-online.de');
    expect(filled.length).toBeLessThanOrEqual(240);
    for (const [, name] of filled.matchAll(/\{\{(\w+)\}\}/g))
      expect(['server', 'port', 'from', 'provider']).toContain(name);
    for (const sentence of [happened, meaning]) expect(sentence).toMatch(/[.?]$/);
    expect(filled).not.toMatch(/!|SMTP-Fehler|\b(du|dein|dir|dich)\b/i);
  });

  test.each(causes)('%s has a button with a verb on it', (cause) => {
    for (const provider of [gmail, gmx, custom, null])
      expect(texts[language].mail.help[helpFor(cause, provider)]).toMatch(/\w+/);
  });
});

describe('the one button', () => {
  test('opens the provider’s page only where there is one; else the password is what one can change', () => {
    expect(helpFor('account-locked', gmail)).toBe('open-page');
    expect(helpFor('account-locked', gmx)).toBe('password');
    expect(helpFor('account-locked', null)).toBe('password');
  });

  test('never asks for a server where nobody has ever seen one', () => {
    for (const cause of causes) {
      expect(helpFor(cause, gmail)).not.toBe('server');
      expect(pageOf(helpFor(cause, gmail))).not.toBe('code');
    }
    expect(helpFor('server-name-unknown', custom)).toBe('server');
  });

  test('only tries again what may pass by itself, or where nothing can be changed here', () => {
    const tried = causes.filter((cause) => helpFor(cause, custom) === 'again' && mailCauses[cause] === 'never');
    expect(tried).toEqual(['certificate-not-yet-valid', 'too-large']);
  });

  test('leads back to the question that the failure doubts', () => {
    expect(pageOf(helpFor('sign-in-refused', gmail))).toBe('sign-in');
    expect(pageOf(helpFor('app-password-needed', gmail))).toBe('sign-in');
    expect(pageOf(helpFor('token-expired', gmail))).toBe('sign-in');
    expect(pageOf(helpFor('sender-not-allowed', gmail))).toBe('sender');
    expect(pageOf(helpFor('recipient-unknown', gmail))).toBe('receivers');
    expect(pageOf(helpFor('greylisted', gmail))).toBeNull();
    expect(pageOf(helpFor('port-blocked', gmail))).toBeNull();
  });
});
