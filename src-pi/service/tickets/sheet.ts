import { bytesOfPage } from './character-sets.ts';
import { layOut } from './layout-lines.ts';
import { pictureOf } from './picture.ts';
import type { PaperSettings } from './profiles.ts';

/** A line of text as the printer sets it. `size` is a multiple of the font's height, or of both for `wide`. */
export interface Line {
  readonly text: string;
  /** Stands at the right end of the first line: an amount. */
  readonly right?: string;
  /** Places by which what follows the first line is moved in. */
  readonly indent?: number;
  readonly size?: 1 | 2 | 3;
  readonly wide?: boolean;
  readonly bold?: boolean;
  readonly inverse?: boolean;
  readonly centred?: boolean;
}

/** What is rendered once: the bytes for the printer, and the same words for the older service and for searching. */
export interface Sheet {
  readonly bytes: Uint8Array;
  readonly plainText: string;
}

/** Dots between two lines of text, which a picture does not bring along (1/6 inch is 34 dots, a line of font A has 24). */
const leading = 10;

/** What the printer has been told so far. At first nobody knows which page the mark before a ticket left behind. */
interface Told {
  page: number | null;
  centred: boolean;
  size: number;
  bold: boolean;
  inverse: boolean;
}

/**
 * Sets lines as ESC/POS bytes (Epson APG: ESC a, ESC t, ESC E, GS !, GS B, GS v 0). The bytes begin and end with the printer's plain
 * style; they hold neither its initialisation nor the cut nor an identity: those belong to the attempt (see `frame.ts`).
 */
export function setLines(lines: readonly Line[], paper: PaperSettings): Sheet {
  const bytes: number[] = [];
  const plain: string[] = [];
  const told: Told = { page: null, centred: false, size: 0, bold: false, inverse: false };
  for (const line of lines) {
    const size = line.size ?? 1;
    const wide = line.wide ?? false;
    const look = {
      size,
      wide,
      bold: line.bold ?? false,
      inverse: line.inverse ?? false,
      centred: line.centred ?? false,
    };
    for (const part of layOut(line, Math.floor(paper.columns / (wide ? size : 1)), paper)) {
      plain.push(part.text);
      if (part.kind === 'picture') {
        tell(told, { centred: false, size: 0, bold: false, inverse: false }, bytes);
        append(bytes, pictureOf(part.text, look, paper.columns));
        bytes.push(0x1b, 0x4a, leading);
        continue;
      }
      const height = size - 1;
      tell(told, { ...look, size: (wide ? height << 4 : 0) | height, centred: look.centred }, bytes);
      if (part.page !== null && part.page !== told.page) {
        bytes.push(0x1b, 0x74, part.page);
        told.page = part.page;
      }
      append(bytes, encoded(part.text, part.pageName));
      bytes.push(0x0a);
    }
  }
  tell(told, { centred: false, size: 0, bold: false, inverse: false }, bytes);
  return { bytes: Uint8Array.from(bytes), plainText: `${plain.join('\n')}\n` };
}

function tell(told: Told, wanted: Omit<Told, 'page'>, bytes: number[]): void {
  if (told.centred !== wanted.centred) bytes.push(0x1b, 0x61, wanted.centred ? 1 : 0);
  if (told.size !== wanted.size) bytes.push(0x1d, 0x21, wanted.size);
  if (told.bold !== wanted.bold) bytes.push(0x1b, 0x45, wanted.bold ? 1 : 0);
  if (told.inverse !== wanted.inverse) bytes.push(0x1d, 0x42, wanted.inverse ? 1 : 0);
  const { centred, size, bold, inverse } = wanted;
  Object.assign(told, { centred, size, bold, inverse });
}

function encoded(text: string, page: string | null): number[] {
  const table = bytesOfPage(page ?? 'PC437');
  return [...text].map((character) => {
    const byte = table.get(character);
    // The line was chosen for this page; a question mark in its place would be the very thing that must not be.
    if (byte === undefined) throw new Error(`U+${character.codePointAt(0)?.toString(16)} is not in ${page ?? 'ASCII'}`);
    return byte;
  });
}

/** Pictures are too long to be given as arguments. */
function append(bytes: number[], more: Iterable<number>): void {
  for (const byte of more) bytes.push(byte);
}

/** A line of hyphens: drawn in ASCII, because line-drawing characters live in a code page of their own. */
export function rule(paper: PaperSettings): Line {
  return { text: '-'.repeat(paper.columns) };
}
