import { describe, expect, test } from 'vitest';
import { filtered, noMails, withMails } from '../../src-renderer/screens/mail/mail-pages.ts';
import { stateOfMails } from '../../src-renderer/screens/mail/mail-state.ts';
import { draftOfRules, rulesOf, timesOfDay } from '../../src-renderer/screens/mail/rules.ts';
import { failing, proven, records } from './scenes/mail-answers.ts';

describe('how mails are', () => {
  test('is good only if a code came back and nothing fails now', () => {
    expect(stateOfMails(proven)).toBe('proven');
    expect(stateOfMails({ ...proven, provenAt: null })).toBe('unproven');
    expect(stateOfMails(failing)).toBe('failing');
    expect(stateOfMails({ ...failing, provenAt: null })).toBe('failing');
    expect(stateOfMails({ ...failing, rules: { ...proven.rules, enabled: false } })).toBe('off');
  });
});

describe('who gets what', () => {
  const draft = draftOfRules(proven.rules);

  test('comes back from the form as it went in', () => {
    expect(rulesOf(draft)).toEqual(proven.rules);
    const plain = { ...proven.rules, quietHours: null, urgentOnly: [] };
    expect(rulesOf(draftOfRules(plain))).toEqual(plain);
  });

  test('is not stored with a wrong address, a night without end, or a guard that is no address', () => {
    expect(rulesOf({ ...draft, urgentOnly: 'chef' })).toBeNull();
    expect(rulesOf({ ...draft, quietTo: draft.quietFrom })).toBeNull();
    expect(rulesOf({ ...draft, quiet: false, quietTo: draft.quietFrom })?.quietHours).toBeNull();
    expect(rulesOf({ ...draft, deadManUrl: 'hc-ping.com/1' })).toBeNull();
    expect(rulesOf({ ...draft, deadManUrl: ' https://hc-ping.com/1 ' })?.deadManUrl).toBe('https://hc-ping.com/1');
  });

  test('switched on, somebody must get the mails; switched off, nobody need', () => {
    const nobody = { ...draft, to: '', urgentOnly: '' };
    expect(rulesOf(nobody)).toBeNull();
    expect(rulesOf({ ...nobody, enabled: false })).not.toBeNull();
    expect(rulesOf({ ...nobody, urgentOnly: 'chef@loewen.de' })).not.toBeNull();
  });

  test('a time that is set stays choosable, in its order', () => {
    expect(timesOfDay('22:00')).toHaveLength(48);
    const times = timesOfDay('22:15');
    expect(times.slice(times.indexOf('22:00'), times.indexOf('22:00') + 3)).toEqual(['22:00', '22:15', '22:30']);
  });
});

describe('mails page by page', () => {
  test('come on behind the last one; a page that comes twice changes nothing', () => {
    const one = withMails(noMails, null, records.slice(0, 3), 3);
    expect(one.more).toBe(true);
    const two = withMails(one, one.mails.at(-1)?.id ?? 0, records.slice(3, 5), 3);
    expect(two.mails.map(({ id }) => id)).toEqual(records.slice(0, 5).map(({ id }) => id));
    expect(two.more).toBe(false);
    expect(withMails(two, one.mails.at(-1)?.id ?? 0, records.slice(3, 5), 3)).toBe(two);
  });

  test('are shown by what became of them', () => {
    expect(filtered(records, 'all')).toHaveLength(records.length);
    expect(filtered(records, 'given-up').map(({ state }) => state)).toEqual(['given-up']);
  });
});
