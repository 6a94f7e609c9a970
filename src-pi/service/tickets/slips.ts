import { ticketKit } from './kit.ts';
import type { PaperSettings } from './profiles.ts';
import { type Line, type Sheet, setLines } from './sheet.ts';
import type { TicketWords } from './words.ts';

/** What a printer prints that is no order's own ticket. */
export interface TicketSlips {
  /** For an order that cannot be read: says so, and names it. */
  unreadable(name: string): Sheet;
  /** A ticket that the older service had written but not yet printed. */
  legacy(orderNumber: string, text: string): Sheet;
  /** Stands above any second ticket of the same job. `at` is an ISO instant; `possiblyDouble` where nobody has looked for the first. */
  reprintMark(attempt: number, at: string, possiblyDouble?: boolean): Sheet;
  /** Stands above a ticket that comes out of another printer than usual. */
  spareMark(stationName: string): Sheet;
  /** Shows a person at the settings what this printer makes of letters, widths and sizes. */
  test(printer: { name: string; stations: readonly string[] }, at: string): Sheet;
}

/** Builds the slips of one printer. */
export function ticketSlips(words: TicketWords, paper: PaperSettings): TicketSlips {
  const kit = ticketKit(words, paper.columns, paper.timeZone);
  const set = (lines: readonly Line[]) => setLines(lines, paper);
  return {
    unreadable: (name) =>
      set([
        { text: name, size: 2, wide: true, bold: true, centred: true },
        { text: ` ${words.unreadable} `, size: 2, inverse: true, centred: true },
        { text: words.unreadableExplained },
      ]),
    legacy: (orderNumber, text) =>
      set([
        { text: orderNumber, size: 2, wide: true, bold: true, centred: true },
        { text: words.legacy, centred: true },
        kit.separator,
        ...text.split(/\r?\n/).map((line) => ({ text: line })),
      ]),
    spareMark: (stationName) =>
      set([{ text: `${words.sparePrinter} ${stationName}`, size: 2, bold: true, centred: true }]),
    reprintMark: (attempt, at, possiblyDouble) =>
      set([
        { text: ` ${words.reprint} `, size: 2, bold: true, inverse: true, centred: true },
        ...(possiblyDouble ? [{ text: words.possiblyDouble, size: 2 as const, bold: true, centred: true }] : []),
        { text: `${words.attempt} ${attempt} · ${kit.moment(at)}`, size: 2, centred: true },
      ]),
    test: ({ name, stations }, at) =>
      set([
        { text: words.test, size: 2, wide: true, bold: true, centred: true },
        { text: kit.moment(at), centred: true },
        kit.separator,
        { text: `${words.printer}: ${name}`, bold: true },
        ...(stations.length > 0 ? [{ text: `${words.station}: ${stations.join(', ')}` }] : []),
        { text: `${words.paper}: ${paper.millimetres} mm · ${words.columns}: ${paper.columns}` },
        kit.separator,
        { text: 'ÄÖÜ äöü ß € „so“ ğ ş ı İ ç é œ' },
        { text: 'Groß', size: 2, bold: true },
        { text: 'مرحبا 漢字 🥜' },
        { text: '1234567890'.repeat(Math.ceil(paper.columns / 10)).slice(0, paper.columns) },
        kit.separator,
        { text: words.testExplained },
      ]),
  };
}
