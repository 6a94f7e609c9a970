import type { Language } from '../localized.ts';
import { type Spoken, spoken } from '../texts/index.ts';
import type { HistoryEntry } from './entry.ts';
import { entryTitle, resultInWords, settingInWords } from './words.ts';

/** So that spreadsheets read umlauts: they take a table without it for the computer's old code page. */
const byteOrderMark = '\uFEFF';

/** What a spreadsheet would calculate instead of showing it, also behind spaces; the wide forms count to some of them too. */
const formula = /^\s*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/**
 * The entries as a table by RFC 4180: commas, CRLF, quotes where needed, a line of headings. One line a changed setting, one for an entry without.
 * No cell can become a formula: what looks like one has an apostrophe before it.
 */
export function historyTable(entries: readonly HistoryEntry[], language: Language): string {
  const { column } = spoken[language].texts.history;
  const lines = entries.flatMap((entry) => linesOf(entry, spoken[language]));
  return `${byteOrderMark}${[Object.values(column), ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

function linesOf(entry: HistoryEntry, inWords: Spoken): string[][] {
  const text = inWords.texts.history;
  const seconds = entry.endedAt ? String(Math.round((Date.parse(entry.endedAt) - Date.parse(entry.at)) / 1000)) : '';
  const before = [
    ...[entry.at, text.kinds[entry.kind], entryTitle(entry, inWords), resultInWords(entry, inWords)],
    ...[entry.by.name, entry.by.pc, entry.version ?? '', entry.previousVersion ?? '', entry.runId ?? '', seconds],
    entry.note,
  ];
  if (entry.changes.length === 0) return [[...before, '', '', '']];
  return entry.changes.map(({ key, secret, from, to }) => [
    ...before,
    settingInWords(key, inWords),
    ...(secret ? [text.secret, text.secret] : [from ?? '', to ?? '']),
  ]);
}

function cell(value: string): string {
  const shown = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
