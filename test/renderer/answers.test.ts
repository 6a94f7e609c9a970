import { describe, expect, test } from 'vitest';
import { fits, openQuestions, plannedValue } from '../../src-renderer/screens/deployment/deployment-draft.ts';
import { addressOf, inGroups, questionToChange } from '../../src-renderer/screens/pairing/pairing-draft.ts';
import { withPaper } from '../../src-renderer/screens/practice/paper-rolls.ts';
import { runbook } from './scenes/journal.ts';

const offer = { runbook, version: '0.2.0', current: null, activeRun: null, settings: {} };

describe('the address of a Pi', () => {
  test.each([
    ['192.168.1.20', { address: '192.168.1.20', port: 22 }],
    [' kueche.local:2222 ', { address: 'kueche.local', port: 2222 }],
    ['[fe80::1%eth0]:22', { address: 'fe80::1%eth0', port: 22 }],
    ['fe80::1', { address: 'fe80::1', port: 22 }],
    ['küche!', null],
    ['host:99999', null],
    ['', null],
  ])('%j', (typed, expected) => {
    expect(addressOf(typed)).toEqual(expected);
  });

  test('a fingerprint is read in groups of four and loses nothing', () => {
    const fingerprint = 'SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8';
    expect(`SHA256:${inGroups(fingerprint).join('')}`).toBe(fingerprint);
  });

  test('an error leads back to the question that it doubts', () => {
    expect(questionToChange('login.wrong-password')).toBe('login');
    expect(questionToChange('connection.unreachable')).toBe('find');
    expect(questionToChange('pairing.no-space')).toBeNull();
  });
});

describe('the settings of a deployment', () => {
  test('only what is required and unknown is asked', () => {
    expect(openQuestions(offer, {}).map(({ key }) => key)).toEqual(['WIX_API_KEY', 'WIX_SITE_ID', 'PRINTER_IP']);
    const known = { ...offer, settings: { WIX_API_KEY: { secret: true as const }, PRINTER_IP: '192.168.1.87' } };
    expect(openQuestions(known, { WIX_SITE_ID: '4f1c8d2e' })).toEqual([]);
  });

  test('a secret is never shown, wherever it comes from', () => {
    const key = runbook.settings.find((setting) => setting.secret);
    if (!key) throw new Error('the runbook has no secret');
    expect(plannedValue(key, offer, { [key.key]: 'very secret words' })).toBe('secret');
    expect(plannedValue(key, { ...offer, settings: { [key.key]: 'very secret words' } }, {})).toBe('secret');
  });

  test('a value must fit as a whole', () => {
    const port = runbook.settings.find(({ key }) => key === 'SERVICE_PORT');
    if (!port) throw new Error('the runbook asks for no port');
    expect(fits(port, '8000')).toBe(true);
    expect(fits(port, '8000x')).toBe(false);
  });
});

test('paper that comes again replaces itself, and old paper falls off the table', () => {
  const roll = (index: number, bytes = 'AA==') => ({ index, at: '2026-11-23T17:00:00Z', bytes, complete: true });
  const grown = withPaper(withPaper([], roll(0)), roll(0, 'AAA='));
  expect(grown).toEqual([roll(0, 'AAA=')]);
  const many = Array.from({ length: 30 }, (_, index) => roll(index)).reduce<ReturnType<typeof withPaper>>(
    withPaper,
    [],
  );
  expect(many).toHaveLength(12);
  expect(many.at(-1)?.index).toBe(29);
});
