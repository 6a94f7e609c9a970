import { expect, test } from 'vitest';
import { addressesIn } from '../../src-renderer/screens/guide/addresses.ts';
import { evidenceOf } from '../../src-renderer/screens/run/trigger-evidence.ts';
import { nothingKnown } from '../../src-renderer/stores/known-status.ts';
import { viewOf } from '../../src-shared/bonctl/run-view.ts';
import { fine } from './scenes/basics.ts';
import { created, journal } from './scenes/journal.ts';
import { ago, now } from './scenes/times.ts';

const view = viewOf(journal(60, created()));
if (!view) throw new Error('no run');
const at = now.getTime();
const heard = { wall: at - 2_000, steady: 0 };
const silent = (reason: 'service-not-running' | 'pi-unreachable' | 'not-installed' | 'not-heard') =>
  evidenceOf(view, { last: fine, heard, silence: { since: ago(90), reason }, error: null }, at);

test('only a Pi that says so makes the service silent; a window that hears nothing knows nothing', () => {
  expect(silent('service-not-running').service).toEqual({ answers: false, since: ago(90) });
  for (const reason of ['pi-unreachable', 'not-installed', 'not-heard'] as const)
    expect(silent(reason)).toMatchObject({ service: null, mail: null, storageBadSince: null });
  expect(evidenceOf(view, nothingKnown, at)).toMatchObject({ service: null, mail: null });
});

test('what the last word says of mails and disk counts while it is not old', () => {
  const known = (change: Partial<typeof fine>) =>
    evidenceOf(view, { last: { ...fine, ...change }, heard, silence: null, error: null }, at);
  const mail = (state: 'off' | 'unproven' | 'fine' | 'failing') =>
    known({ mail: { state, waiting: 1, since: ago(30) } }).mail;
  expect([mail('off'), mail('unproven'), mail('fine'), mail('failing')]).toEqual([
    null,
    null,
    { failingSince: null },
    { failingSince: ago(30) },
  ]);
  const storage = (state: 'ok' | 'low' | 'full') =>
    known({ storage: { state, since: ago(30), detail: '', backupAt: null } }).storageBadSince;
  expect([storage('ok'), storage('low'), storage('full')]).toEqual([null, null, ago(30)]);
});

test('addresses as people type them: each once, the wrong one named', () => {
  expect(addressesIn(' a@b.de,a@b.de; c@d.de\ne@f.de ')).toEqual({
    to: ['a@b.de', 'c@d.de', 'e@f.de'],
    ...{ wrong: null, tooMany: false },
  });
  expect(addressesIn('a@b.de, rosa').wrong).toBe('rosa');
  expect(addressesIn(Array.from({ length: 11 }, (_n, n) => `g${n}@b.de`).join(' ')).tooMany).toBe(true);
  expect(addressesIn('  ')).toEqual({ to: [], wrong: null, tooMany: false });
});
