import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut } from '../../../src-pi/service/tickets/layout-lines.ts';
import { drawnColumns } from '../../../src-pi/service/tickets/picture.ts';
import { printerProfiles } from '../../../src-pi/service/tickets/profiles.ts';
import { setLines } from '../../../src-pi/service/tickets/sheet.ts';
import { cleanLine } from '../../../src-pi/service/tickets/spelling.ts';
import { decodePaper } from '../../../src-shared/paper/decode.ts';
import { paperFor } from './paper.ts';
import { someWords, textNumber } from './texts.ts';

/*
 * The promise: whatever a guest writes comes out of every printer, as it is, in everyday spelling or drawn; nothing is lost and no
 * question mark stands where none was. BONWART_TEXTS=all has 5,000 texts on every profile, a normal run a seeded sample.
 */
const count = process.env.BONWART_TEXTS === 'all' ? 5000 : 500;
const profiles = printerProfiles().map(({ id }) => id);

const askedIn = (text: string) => [...text.normalize('NFKD')].filter((character) => '?؟'.includes(character)).length;
/** Letters and figures alone, without accents: what must still be there in any spelling. */
const bare = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
/** What has no spelling in our letters: it must be there character by character. */
const foreign = (text: string) =>
  [...text].filter((character) =>
    /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Thai}|\p{Script=Devanagari}|\p{Script=Greek}|\p{Script=Cyrillic}|\p{Emoji_Presentation}|[\u{2A6D6}\u{10FFFD}✓]/u.test(
      character,
    ),
  );
const spelledOut = (text: string) =>
  bare(
    text
      .replace(/ẞ|ß/g, 'ss')
      .replace(/[œŒ]/g, 'oe')
      .replace(/[ıİ]/g, 'i')
      .replace(/[łŁ]/g, 'l')
      .replace(/₺/g, 'TL')
      .replace(/€/g, 'EUR'),
  );

test.each(profiles)('%s prints every text, and no question mark that was not there', (profile) => {
  const paper = paperFor(profile);
  for (let number = 0; number < count; number += 1) {
    const { text } = textNumber(number);
    const what = `profile ${profile}, text ${number}: ${JSON.stringify(text)}`;
    const parts = layOut({ text }, paper.columns, paper);
    // Laid out: the parts hold the whole text, line by line.
    expect(spelledOut(parts.map((part) => part.text).join(' ')), what).toBe(spelledOut(cleanLine(text)));
    expect(foreign(parts.map((part) => part.text).join('')), what).toEqual(foreign(cleanLine(text)));
    for (const part of parts)
      if (part.kind === 'text') expect([...part.text].length, what).toBeLessThanOrEqual(paper.columns);

    // On paper: the text lines read the same, the others are pictures with something on them.
    const { bytes } = setLines([{ text }], paper);
    const [ticket] = decodePaper(bytes, { codePages: paper.codePages, widthDots: paper.columns * 12 });
    expect(ticket?.oddities ?? [], what).toEqual([]);
    const lines = (ticket?.lines ?? []).filter(({ kind }) => kind !== 'feed');
    expect(lines, what).toHaveLength(parts.length);
    for (const [index, part] of parts.entries()) {
      const line = lines[index];
      if (part.kind === 'text') {
        const read = line?.kind === 'text' ? line.runs.map((run) => run.text).join('') : '';
        expect(read, what).toBe(part.text);
        expect(askedIn(read), what).toBeLessThanOrEqual(askedIn(text));
      } else {
        const dots =
          line?.kind === 'raster' ? line.rows.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0), 0) : 0;
        expect(dots, what).toBeGreaterThan(0);
        const places = [...part.text].reduce((sum, character) => sum + drawnColumns(character), 0);
        expect(places, what).toBeLessThanOrEqual(paper.columns);
        expect(line?.kind === 'raster' && line.widthDots, what).toBe(Math.ceil((places * 12) / 8) * 8);
      }
    }
  }
});

test('German, French and Turkish are text on a printer with page 1254, and spelled where there is none', () => {
  const shown = (text: string, profile: string) =>
    layOut({ text }, 48, paperFor(profile)).map((part) => (part.kind === 'text' ? part.text : `[${part.text}]`));
  expect(shown('Äpfel ß € – „so“ l’œuf ğ Ğ ş Ş ı İ', 'generic')).toEqual(['Äpfel ß € – „so“ l’œuf ğ Ğ ş Ş ı İ']);
  expect(shown('ğ Ğ ş Ş ı İ ẞ €', 'generic-1252')).toEqual(['g G s S i I SS €']);
  expect(shown('ğ Ğ ş Ş ı İ', 'citizen-ct-s310ii')).toEqual(['ğ Ğ ş Ş ı İ']);
  expect(shown('„so“ – l’œuf €', 'bixolon-srp350')).toEqual(['"so" - l\'oeuf €']);
  expect(shown('Łódź', 'generic')).toEqual(['Lódz']);
  expect(shown('Nuß 🥜 weg', 'generic')).toEqual(['[Nuß 🥜 weg]']);
  expect(shown('a\u0301 10\u202F€', 'generic')).toEqual(['á 10 €']);
});

test('only the line that needs it is drawn', () => {
  const text = `${'Käse '.repeat(12)}🧀 ${'Wurst '.repeat(12)}`;
  const kinds = layOut({ text }, 48, paperFor('generic')).map(({ kind }) => kind);
  expect(kinds).toContain('text');
  expect(kinds.filter((kind) => kind === 'picture')).toHaveLength(1);
});

/** Where bytes stand that a printer obeys while it receives a picture: DLE EOT, DLE ENQ, DLE DC4. */
const obeyedAt = (bytes: Uint8Array) =>
  bytes.findIndex((byte, at) => byte === 0x10 && [0x04, 0x05, 0x14].includes(bytes[at + 1] ?? 0));

test.each(['ഐ', 'ᛗ', 'ⰶ', '╌', 'aஔ', 'a⛵', 'a❆', 'Ⲙ'])('%s white on black would be a command, and is none', (text) => {
  const { bytes } = setLines([{ text, inverse: true }], paperFor('generic'));
  expect(decodePaper(bytes)[0]?.lines[0]?.kind).toBe('raster');
  expect(obeyedAt(bytes)).toBe(-1);
});

test('no text can talk to the printer, as text or as picture', () => {
  const parts = fc.constantFrom(
    ...someWords,
    '\u001b@',
    '\u001dV\u0000',
    '\u0010\u0004\u0001',
    '\u0010\u0014',
    '▐',
    '┃',
    '\u2588',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(parts, { maxLength: 12 }).map((some) => some.join(' ')),
  );
  const paper = paperFor('generic');
  const looks = fc.record({
    size: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
    wide: fc.boolean(),
    bold: fc.boolean(),
    inverse: fc.boolean(),
    centred: fc.boolean(),
  });
  fc.assert(
    fc.property(texts, looks, (text, look) => {
      const { bytes } = setLines([{ text, ...look }], paper);
      expect(obeyedAt(bytes)).toBe(-1);
      const read = decodePaper(bytes);
      expect(read.flatMap(({ oddities }) => oddities)).toEqual([]);
      expect(read.some(({ complete }) => complete)).toBe(false);
    }),
    { numRuns: 1000, seed: 20261123 },
  );
});
