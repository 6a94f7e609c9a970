import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { characterOf, codePages } from '../../../src-shared/paper/code-pages.ts';
import { decodePaper } from '../../../src-shared/paper/decode.ts';
import type { PaperTicket } from '../../../src-shared/paper/model.ts';
import { ticketText } from '../../../src-shared/paper/text.ts';

const bytesOf = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)));
const cut = [0x1d, 0x56, 0x42, 3];
const only = (tickets: PaperTicket[]): PaperTicket => {
  expect(tickets).toHaveLength(1);
  return tickets[0] as PaperTicket;
};
const encoder = () => new ReceiptPrinterEncoder({ printerModel: 'epson-tm-m30iii', columns: 48 });

describe('what the encoder writes, the decoder reads', () => {
  test('umlauts, euro and Turkish on page 48', () => {
    const lines = [
      'Grüße: Käsespätzle, Müßig',
      '12,50 €',
      'Ayşe Yıldız, Özgür Çiğdem',
      'İstanbul’dan – „Döner“',
      "Crème brûlée à l'œuf",
    ];
    const writer = encoder().initialize().codepage('windows1254');
    for (const line of lines) writer.line(line);
    const ticket = only(decodePaper(writer.cut('partial').encode()));
    expect(ticketText(ticket).split('\n').slice(0, lines.length)).toEqual(lines);
    expect(ticket).toMatchObject({ complete: true, oddities: [], widthDots: 576 });
    expect(ticket.lines.at(-1)).toEqual({ kind: 'cut', partial: true });
  });

  test.each([
    ['cp858', 'Größe 5 € für Jürgen'],
    ['cp857', 'Ayşe Yıldız Özgür Çiğdem'],
    ['windows1252', 'Crème brûlée – 5 € „Müßig“'],
    ['iso8859-15', 'Œuf à 5 € für Žofie'],
    ['cp437', 'Grüße'],
  ] as const)('page %s', (page, line) => {
    expect(ticketText(only(decodePaper(encoder().initialize().codepage(page).line(line).encode())))).toBe(line);
  });

  test('the encoder changes the page by itself where it must', () => {
    const lines = ['Grüße', 'Ayşe ğ ş ı', 'Łódź ž č'];
    const writer = encoder().initialize().codepage('auto');
    for (const line of lines) writer.line(line);
    expect(ticketText(only(decodePaper(writer.encode()))).split('\n')).toEqual(lines);
  });

  test('size, weight, underline, inverse and alignment', () => {
    const bytes = encoder()
      .initialize()
      .codepage('windows1254')
      .bold(true)
      .size(2, 3)
      .line('#10427')
      .size(1, 1)
      .bold(false)
      .underline(true)
      .text('Küche')
      .underline(false)
      .invert(true)
      .text('EILT')
      .invert(false)
      .newline()
      .encode();
    const [first, second] = only(decodePaper(bytes)).lines;
    expect(first).toMatchObject({
      kind: 'text',
      heightDots: 72,
      runs: [{ text: '#10427', bold: true, width: 2, height: 3 }],
    });
    expect(second).toMatchObject({
      runs: [
        { text: 'Küche', underline: true, bold: false, width: 1 },
        { text: 'EILT', underline: false, inverse: true },
      ],
    });
  });

  test('a box of line characters', () => {
    const text = ticketText(
      only(decodePaper(encoder().initialize().codepage('windows1254').box({ width: 12 }, 'groß').encode())),
    );
    expect(text).toContain('┌──────────┐');
    expect(text).toContain('groß');
  });
});

describe('commands', () => {
  test.each([
    [[0x1d, 0x56, 0], false],
    [[0x1d, 0x56, 1], true],
    [[0x1d, 0x56, 48], false],
    [[0x1d, 0x56, 49], true],
    [[0x1d, 0x56, 65, 10], false],
    [[0x1d, 0x56, 66, 10], true],
    [[0x1d, 0x56, 97, 10], false],
    [[0x1d, 0x56, 104, 10], true],
    [[0x1b, 0x69], true],
    [[0x1b, 0x6d], true],
  ])('cut %j', (command, partial) => {
    const tickets = decodePaper(bytesOf('one\n', command, 'two\n'));
    expect(tickets.map((ticket) => ticket.complete)).toEqual([true, false]);
    expect(tickets[0]?.lines.at(-1)).toEqual({ kind: 'cut', partial });
    expect(ticketText(tickets[1] as PaperTicket)).toBe('two');
  });

  test('process ids belong to the ticket whose paper they passed', () => {
    const id = (name: string): number[] => [0x1d, 0x28, 0x48, 6, 0, 48, 48, ...bytesOf(name)];
    const tickets = decodePaper(
      bytesOf(
        [0x1b, 0x40],
        id('B001'),
        'eins\n',
        cut,
        id('E001'),
        [0x1d, 0x72, 1],
        [0x1b, 0x40],
        id('B002'),
        'zwei\n',
        cut,
        id('E002'),
      ),
    );
    expect(tickets.map((ticket) => ticket.processIds)).toEqual([
      ['B001', 'E001'],
      ['B002', 'E002'],
    ]);
  });

  test('GS v 0, plain and doubled, and the dots of ESC *', () => {
    const plain = only(decodePaper(bytesOf([0x1d, 0x76, 0x30, 0, 2, 0, 2, 0, 0xff, 0x00, 0x81, 0x18])));
    expect(plain.lines[0]).toMatchObject({ kind: 'raster', widthDots: 16, heightDots: 2 });
    const doubled = only(decodePaper(bytesOf([0x1d, 0x76, 0x30, 3, 1, 0, 1, 0, 0b10100001])));
    expect(doubled.lines[0]).toMatchObject({ widthDots: 16, heightDots: 2 });
    expect(doubled.lines[0]?.kind === 'raster' && [...(doubled.lines[0].rows[0] ?? [])]).toEqual([
      0b11001100, 0b00000011,
    ]);
    const columns = only(decodePaper(bytesOf([0x1b, 0x2a, 0, 2, 0, 0b10000000, 0b01000000, 0x0a])));
    expect(columns.lines[0]?.kind === 'raster' && columns.lines[0].rows.map((row) => row[0])).toEqual([
      0x80, 0x40, 0, 0, 0, 0, 0, 0,
    ]);
  });

  test('GS ( L stores a picture and prints it', () => {
    const stored = [0x1d, 0x28, 0x4c, 12, 0, 48, 112, 48, 1, 1, 49, 8, 0, 2, 0, 0xf0, 0x0f];
    const printed = only(decodePaper(bytesOf(stored, [0x1d, 0x28, 0x4c, 2, 0, 48, 50])));
    expect(printed.lines).toEqual([
      { kind: 'raster', align: 'left', widthDots: 8, heightDots: 2, rows: [Uint8Array.of(0xf0), Uint8Array.of(0x0f)] },
    ]);
  });

  test('real-time requests in the middle of a line leave no trace', () => {
    const ticket = only(decodePaper(bytesOf('Dö'.slice(0, 1), [0x10, 4, 1], 'ner', [0x10, 5, 1], '\n')));
    expect(ticketText(ticket)).toBe('Dner');
    expect(ticket.oddities).toEqual([]);
  });

  test('ESC ! and ESC M choose the font, long lines wrap where the paper ends', () => {
    const ticket = only(decodePaper(bytesOf([0x1b, 0x21, 0x38], 'x'.repeat(25), '\n', [0x1b, 0x4d, 1], 'y\n')));
    expect(ticket.lines.map((line) => line.kind === 'text' && line.runs.map((run) => run.text).join(''))).toEqual([
      'x'.repeat(24),
      'x',
      'y',
    ]);
    expect(ticket.lines[2]).toMatchObject({ runs: [{ font: 'B', bold: true, width: 2, height: 2 }] });
    expect(decodePaper(bytesOf('x'.repeat(40), '\n'), { paperMillimetres: 58 })[0]?.lines).toHaveLength(2);
  });

  test('text without its line end is not on the paper', () => {
    expect(decodePaper(bytesOf('never printed'))).toEqual([]);
  });

  test('what no command explains is named', () => {
    expect(only(decodePaper(bytesOf('a\n', [0x1b, 0x7e], [0x1d, 0x28, 0x48, 6, 0, 48], '!'))).oddities).toEqual([
      '1B 7E',
      'cut off: 1D 28 48 06 00 30 21',
    ]);
  });

  test('a page that nobody knows gives the replacement character, never a wrong letter', () => {
    expect(characterOf(99, 0xe4)).toBe('\ufffd');
    for (const page of Object.values(codePages)) expect([...page.upper], page.name).toHaveLength(128);
  });
});

test('any bytes end without a crash, and every line has a height', () => {
  const noise = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.constantFrom(
        ...[[0x1b], [0x1d, 0x28], [0x1d, 0x76, 0x30], [0x1d, 0x56], [0x10], [0x0a], cut].map((b) => Uint8Array.from(b)),
      ),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(noise, (parts) => {
      const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
      for (const ticket of decodePaper(bytes)) {
        ticketText(ticket);
        for (const line of ticket.lines) if (line.kind !== 'cut') expect(line.heightDots).toBeGreaterThan(0);
      }
    }),
    { numRuns: 2000 },
  );
});
