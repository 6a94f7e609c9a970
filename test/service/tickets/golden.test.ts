import { expect, test } from 'vitest';
import { printerProfiles } from '../../../src-pi/service/tickets/profiles.ts';
import { type Line, setLines } from '../../../src-pi/service/tickets/sheet.ts';
import { decodePaper } from '../../../src-shared/paper/decode.ts';
import type { PaperLine } from '../../../src-shared/paper/model.ts';
import { paperFor } from './paper.ts';

/*
 * What each kind of printer makes of the same lines, as a picture that can be read and compared: text with its code page's
 * characters, drawn lines dot by dot (two rows of dots in one row of characters). Change it on purpose with `vitest -u`.
 */
const lines: Line[] = [
  { text: '10427', size: 3, wide: true, bold: true, centred: true },
  { text: ' NICHT BEZAHLT – BAR ', inverse: true, centred: true },
  { text: '2× Döner Kebap groß mit „Kräutersoße“ und Schafskäse', size: 2, bold: true, indent: 3, right: '19,00 €' },
  { text: 'Ayşe Yıldız, İçli köfte – l’œuf, Łódź, STRAẞE', indent: 2 },
  { text: 'Nuß 🥜!' },
  { text: 'بدون بصل (حار) 25', centred: true },
  { text: '漢字', size: 2, inverse: true },
  { text: '\u{10FFFD}' },
];

function drawn(line: PaperLine): string[] {
  if (line.kind === 'text') {
    const looks = line.runs.map(
      ({ width, height, bold, inverse }) => `${width}×${height}${bold ? ' bold' : ''}${inverse ? ' inverse' : ''}`,
    );
    return [`${line.align} ${looks[0] ?? ''}: ${line.runs.map(({ text }) => text).join('')}`];
  }
  if (line.kind !== 'raster') return [];
  const dot = (x: number, y: number) => ((line.rows[y]?.[x >> 3] ?? 0) >> (7 - (x & 7))) & 1;
  return Array.from({ length: Math.ceil(line.heightDots / 2) }, (_, row) =>
    Array.from({ length: line.widthDots }, (_, x) => ' ▀▄█'[dot(x, row * 2) + 2 * dot(x, row * 2 + 1)])
      .join('')
      .trimEnd(),
  );
}

test.each(printerProfiles().map(({ id }) => id))('%s draws what it drew', async (profile) => {
  const paper = paperFor(profile);
  const { bytes } = setLines(lines, paper);
  const [ticket] = decodePaper(bytes, { codePages: paper.codePages, widthDots: paper.columns * 12 });
  const picture = (ticket?.lines ?? []).flatMap(drawn).join('\n');
  expect(ticket?.oddities).toEqual([]);
  await expect(`${picture}\n`).toMatchFileSnapshot(`golden/${profile}.txt`);
});
