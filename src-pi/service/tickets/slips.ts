import { ticketKit } from './kit.ts';
import { type PaperSettings, profileOf } from './profiles.ts';
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
  /** Sounds the buzzer where the layout of the station's tickets asks for it; stands above a first ticket. Prints nothing. */
  buzz(station: string): Uint8Array;
  /** Shows a person at the settings what this printer makes of letters, widths and sizes. */
  test(printer: { name: string; stations: readonly string[] }, at: string): Sheet;
}

/** Twice for half a second. Epson: pattern A (49), two cycles, 500 ms (APG, ESC ( A function 48); `ESC B`: two times, t × 50 ms. */
const buzzes = {
  epson: Uint8Array.from([0x1b, 0x28, 0x41, 0x04, 0x00, 0x30, 0x31, 0x02, 0x05]),
  'esc-b': Uint8Array.from([0x1b, 0x42, 0x02, 0x05]),
} as const;

/** Builds the slips of one printer. `sounds` answers whether a first ticket of the station is to be heard. */
export function ticketSlips(
  words: TicketWords,
  paper: PaperSettings,
  sounds: (station: string) => boolean,
): TicketSlips {
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
    buzz(station) {
      const { buzzer } = profileOf(paper.profile);
      return buzzer !== null && sounds(station) ? buzzes[buzzer] : new Uint8Array();
    },
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
