import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareChanges, comparePhases, compareSettings } from '../../../src-shared/history/compare.ts';
import { historyKinds } from '../../../src-shared/history/entry.ts';
import { filterHistory, type HistoryFilter, wholeHistory } from '../../../src-shared/history/filter.ts';
import { flatten } from '../../../src-shared/history/flatten.ts';
import {
  changesAmong,
  changesBetween,
  packChanges,
  unpackChanges,
} from '../../../src-shared/history/setting-change.ts';
import { historyTable } from '../../../src-shared/history/table.ts';
import { spoken } from '../../../src-shared/texts/index.ts';
import { entry, mailChange } from './entries.ts';

const now = Date.parse('2026-11-23T12:00:00.000Z');
const broken = entry({ id: 'run-2', result: 'needs-person', state: 'needs-person', at: '2026-01-02T10:00:00.000Z' });
const all = [entry(), mailChange, broken];
const find = (filter: Partial<HistoryFilter>, language: 'de' | 'en' = 'de') =>
  filterHistory(all, { ...wholeHistory, ...filter }, spoken[language], now).map(({ id }) => id);

test('entries are found by kind, result, time and each word, as the window shows them', () => {
  expect(find({})).toEqual(all.map(({ id }) => id));
  expect(find({ kind: 'settings' })).toEqual(['audit-7']);
  expect(find({ result: 'needs-person' })).toEqual(['run-2']);
  expect(find({ time: '1' })).toEqual(['run-20261123-100000-abcdef']);
  expect(find({ time: '30' })).toHaveLength(2);
  expect(find({ text: 'kasse BEREITGESTELLT' })).toHaveLength(2);
  expect(find({ text: 'empfänger b@example.de' })).toEqual(['audit-7']);
  expect(find({ text: 'receivers' }, 'en')).toEqual(['audit-7']);
  expect(find({ text: 'receivers' }, 'de')).toEqual([]);
  expect(find({ kind: 'rollback', text: 'Maria' })).toEqual([]);
});

/** What RFC 4180 says, and no more: a reader of its own, so that writer and reader do not share a mistake. */
function readTable(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let place = 0;
  while (place < text.length) {
    let value = '';
    if (text[place] === '"') {
      for (place += 1; text[place] !== '"' || text[place + 1] === '"'; place += 1) {
        if (text[place] === '"') place += 1;
        value += text[place];
      }
      place += 1;
    } else while (place < text.length && text[place] !== ',' && text[place] !== '\r') value += text[place++];
    row.push(value);
    if (text[place] === ',') place += 1;
    else if (text.slice(place, place + 2) === '\r\n') {
      rows.push(row);
      row = [];
      place += 2;
    } else throw new Error(`neither comma nor line end at ${place}`);
  }
  return rows;
}

test('the table has one line a change, headings in the language, and no secret', () => {
  const [mark, ...rest] = historyTable([entry(), mailChange], 'de');
  expect(mark).toBe('\uFEFF');
  const [head, run, to, password, ...more] = readTable(rest.join(''));
  expect(more).toEqual([]);
  expect(head?.slice(0, 5)).toEqual(['Zeit', 'Art', 'Was', 'Ergebnis', 'Person']);
  expect(run).toEqual([
    ...['2026-11-23T10:00:00.000Z', 'Bereitstellungen', 'Version 0.3.0 bereitgestellt', 'Behalten', 'Maria', 'KASSE-1'],
    ...['0.3.0', '0.2.0', '20261123-100000-abcdef', '90', '', '', '', ''],
  ]);
  expect(to?.slice(-3)).toEqual(['Empfänger', '', 'a@example.de, b@example.de']);
  expect(password?.slice(-3)).toEqual(['Passwort des Postfachs', 'geheim', 'geheim']);
});

test('any words come back from the table as they went in, but none of them is a formula', () => {
  const words = fc.string({ unit: fc.constantFrom(...'aß,"\r\n\t =+-@|%＝;'), maxLength: 10 });
  fc.assert(
    fc.property(words, words, (note, person) => {
      const table = historyTable([entry({ note, by: { name: person, pc: '' } })], 'en').slice(1);
      const cells = readTable(table)[1] ?? [];
      for (const [place, meant] of [
        [4, person],
        [10, note],
      ] as const) {
        expect(cells[place] === meant || cells[place] === `'${meant}`).toBe(true);
        expect(cells[place]).not.toMatch(/^\s*[=+\-@|%＝]/);
        expect(cells[place]).not.toMatch(/^[\t\r\n]/);
      }
    }),
    { numRuns: 500 },
  );
  expect(historyTable([entry({ note: '=HYPERLINK("http://x")' })], 'en')).toContain(`"'=HYPERLINK(""http://x"")"`);
});

test('what differs is told key by key, of secrets only that they were changed', () => {
  const before = { PRINTER_IP: '10.0.0.1', SMTP_PASSWORD: { secret: true as const }, GONE: 'x', SAME: '1' };
  const after = { PRINTER_IP: '10.0.0.2', SMTP_PASSWORD: 'geheim-4711', SAME: '1', EMPTY: '' };
  const changes = changesBetween(before, after);
  expect(changes).toEqual([
    { key: 'PRINTER_IP', secret: false, from: '10.0.0.1', to: '10.0.0.2' },
    { key: 'SMTP_PASSWORD', secret: true, from: null, to: null },
    { key: 'GONE', secret: false, from: 'x', to: null },
  ]);
  expect(packChanges(changes)).not.toContain('geheim-4711');
  expect(unpackChanges({ changes: packChanges(changes) })).toEqual(changes);
  expect(changesAmong(['WIX_API_KEY', 'NOTIFICATION_DEAD_MAN_URL'], {}, { WIX_API_KEY: 'a' })).toEqual([
    { key: 'WIX_API_KEY', secret: true, from: null, to: null },
    { key: 'NOTIFICATION_DEAD_MAN_URL', secret: true, from: null, to: null },
  ]);
});

test('the audit of earlier versions is understood, and noise is no change', () => {
  expect(unpackChanges({ keys: 'SMTP_SERVER SMTP_PASSWORD' })).toMatchObject([{ secret: false }, { secret: true }]);
  expect(unpackChanges({ RECOVERY_BATCH_SIZE: '5 → 7' })).toEqual([
    { key: 'RECOVERY_BATCH_SIZE', secret: false, from: '5', to: '7' },
  ]);
  const noises: Record<string, string>[] = [{ changes: '{' }, { changes: '[1]' }, { revision: '3' }, {}];
  for (const noise of noises) expect(unpackChanges(noise)).toEqual([]);
});

test('nested settings are compared by the ids of their parts, wherever these stand', () => {
  const kitchen = { id: 'kitchen', connection: { host: '10.0.0.1' }, sections: ['a', 'b'] };
  const bar = { id: 'bar', connection: { host: '10.0.0.9' }, sections: [] };
  const before = flatten({ printers: [kitchen] });
  const after = flatten({ printers: [bar, { ...kitchen, connection: { host: '10.0.0.2' } }] });
  expect(changesBetween(before, after).map(({ key, from, to }) => `${key}: ${from} ${to}`)).toEqual([
    'printers.kitchen.connection.host: 10.0.0.1 10.0.0.2',
    'printers.bar.id: null bar',
    'printers.bar.connection.host: null 10.0.0.9',
  ]);
});

const title = { de: 'Sichern', en: 'Back up' };
const run = (change: object) => ({
  ...{ runId: '20261123-100000-abcdef', state: 'confirmed' as const, version: '0.3.0', previousVersion: null },
  ...{ by: { name: 'Maria', pc: '' }, startedAt: '', endedAt: null, repeated: [], decisions: 0, settings: null },
  phases: [{ id: 'backup', title, durationMs: 900 as number | null }],
  ...change,
});

test('two runs stand beside each other: phases, settings, secrets only as such', () => {
  const one = run({ settings: { PRINTER_IP: '10.0.0.1', WIX_API_KEY: { secret: true } } });
  const phases = [
    { id: 'backup', title, durationMs: null },
    { id: 'switch', title, durationMs: 5 },
  ];
  const other = run({ phases, settings: { PRINTER_IP: '10.0.0.2', WIX_API_KEY: { secret: true } } });
  expect(comparePhases(one, other)).toMatchObject([
    { key: 'backup', one: 900, other: null, differs: true },
    { key: 'switch', one: null, other: 5, differs: true },
  ]);
  expect(compareSettings(one, other)).toMatchObject([
    { key: 'PRINTER_IP', one: '10.0.0.1', other: '10.0.0.2', differs: true },
    { key: 'WIX_API_KEY', differs: false },
  ]);
  expect(compareSettings(one, run({}))).toBeNull();
  expect(compareChanges(mailChange, { changes: mailChange.changes.slice(0, 1) })).toMatchObject([
    { key: 'SMTP_PASSWORD', other: null, differs: true },
    { key: 'NOTIFICATION_TO_EMAILS', differs: false },
  ]);
});

test('each kind has its words', () => {
  for (const kind of historyKinds) expect(historyTable([entry({ kind })], 'en')).toMatch(/\r\n/);
});
