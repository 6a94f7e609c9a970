import { expect, test } from 'vitest';
import { draftOf, lanDifference } from '../../src-renderer/screens/settings/lan-draft.ts';
import type { LanAccess } from '../../src-shared/contract/lan-access.ts';

const closed: LanAccess = { wanted: null, hasToken: false, servicePort: 8000, state: 'closed', addresses: [] };
const open: LanAccess = { ...closed, wanted: 8010, hasToken: true, state: 'open' };
const bad: LanAccess = { ...closed, state: 'bad-port' };
const different = (known: LanAccess, isOpen: boolean, port = '8010') =>
  lanDifference(known, { isOpen, port }).difference;
const problem = (known: LanAccess, port: string) => lanDifference(known, { isOpen: true, port }).problem;

test('what is changes nothing, whether open or closed or not as wanted', () => {
  for (const known of [closed, open, { ...open, state: 'port-taken' as const }, { ...open, state: 'silent' as const }])
    expect(lanDifference(known, draftOf(known)), known.state).toEqual({ difference: null, problem: null });
  expect(draftOf(closed)).toEqual({ isOpen: false, port: '8010' });
});

test('a difference says what would be, and whether a token comes with it', () => {
  expect(different(closed, true)).toEqual({ kind: 'opens', port: 8010, makesToken: true });
  expect(different({ ...closed, hasToken: true }, true, ' 9001 ')).toEqual({
    kind: 'opens',
    port: 9001,
    makesToken: false,
  });
  expect(different(open, true, '8011')).toEqual({ kind: 'moves', before: 8010, port: 8011 });
  expect(different(open, false, 'not looked at')).toEqual({ kind: 'closes', before: 8010 });
});

test('a port that cannot be is named, and nothing can be applied', () => {
  for (const port of ['', '0', '80', '70000', '80a']) expect([port, problem(open, port)]).toEqual([port, 'no-port']);
  expect(problem(open, '8000')).toBe('own-port');
  expect(different(open, true, '80')).toBeNull();
});

test('settings that nobody can use are asked for anew or put away', () => {
  expect(lanDifference(bad, draftOf(bad))).toEqual({ difference: null, problem: 'no-port' });
  expect(different(bad, false)).toEqual({ kind: 'clears' });
  expect(different(bad, true)).toEqual({ kind: 'opens', port: 8010, makesToken: true });
});
