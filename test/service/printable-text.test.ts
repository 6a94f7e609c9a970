import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printableText } from '../../src-pi/service/tickets/printable-text.ts';
import { setLines } from '../../src-pi/service/tickets/sheet.ts';
import { decodePaper } from '../../src-shared/paper/decode.ts';
import { ticketText } from '../../src-shared/paper/text.ts';

const paper = { columns: 48, millimetres: 80, timeZone: undefined } as const;
const printed = (text: string, codePage: 1252 | 1254) =>
  decodePaper(setLines([{ text }], { ...paper, codePage }).bytes)
    .map(ticketText)
    .join('\n');

test('German, French and Turkish come out as they are written', () => {
  for (const text of ['Äpfel Öl Übung ß € – „so“ l’œuf ça où', 'Ç ğ Ğ ş Ş ı İ ö Ü'])
    expect(printed(text, 1254)).toContain(text);
  expect(printed('ğ Ğ ş Ş ı İ ẞ €', 1252)).toContain('g G s S i I SS €');
});

test.each([
  ['Łódź Škoda', 'Lódz Škoda'],
  ['Nuß 🥜🥜 weg', 'Nuß * weg'],
  ['漢字', '*'],
  ['a\u0301 e\u0301', 'á é'],
  ['fi\uFB01', 'fifi'],
  ['a\u200Bb\u00A0c', 'ab\u00A0c'],
  ['10\u202F€', '10 €'],
])('%s', (text, expected) => expect(printableText(text, 1254)).toBe(expected));

test('no text makes a question mark of anything, and none can talk to the printer', () => {
  const words = fc.constantFrom(
    'Döner',
    'Yıldız',
    'İçli köfte',
    'crème',
    'œuf',
    'Straße',
    'şiş',
    '€',
    '🍕',
    '👩‍🍳',
    '?',
    '\u001b@',
    '\u001dV\u0000',
    '漢',
    'ŁŻ',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(texts, fc.constantFrom<1252 | 1254>(1252, 1254), (text, page) => {
      const result = printableText(text, page);
      const asked = (value: string) => [...value].filter((character) => character === '?').length;
      expect(asked(result)).toBeLessThanOrEqual(asked(text.normalize('NFKD')));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not come through
      expect(result).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      const body = Buffer.from(setLines([{ text: result }], { ...paper, codePage: page }).bytes).toString('latin1');
      expect(asked(body)).toBe(asked(result));
    }),
    { numRuns: 5000, seed: 20261123 },
  );
});
