import { type Glyph, glyphOf, glyphRows } from './glyphs.ts';
import { visualOrder } from './writing-direction.ts';

/** A line of text as the printer is to draw it: see `Line` in `sheet.ts`. */
export interface PictureStyle {
  readonly size: number;
  readonly wide: boolean;
  readonly bold: boolean;
  readonly inverse: boolean;
  readonly centred: boolean;
}

/** Rows of one command: some firmware reads one byte of the height, and what is broken off must be short enough to be filled up. */
const bandRows = 48;
/** Dots of a place in a line of font A. */
const cell = { width: 12, height: 24 } as const;

/** A character that even the font here lacks is drawn as an empty box: it is seen that something stands there. */
const box: Glyph = {
  columns: 2,
  widthDots: 16,
  dots: Uint8Array.from(
    Array.from({ length: glyphRows }, (_, row) =>
      row < 1 || row > 14 ? [0, 0] : row === 1 || row === 14 ? [0x7f, 0xfe] : [0x40, 0x02],
    ).flat(),
  ),
};

/** How many places of a line a character takes when it is drawn. */
export function drawnColumns(character: string): number {
  return (glyphOf(character.codePointAt(0) ?? 0) ?? box).columns;
}

/**
 * A line drawn dot by dot, as `GS v 0` (Epson APG: mode 0, one dot a bit, black is 1), for text that no code page of the printer
 * has. `columns` is the width of the paper in places of font A. The bytes hold no sequence that a printer would obey while it
 * receives them.
 */
export function pictureOf(text: string, style: PictureStyle, columns: number): Uint8Array {
  const scale = { x: 1.5 * (style.wide ? style.size : 1), y: 1.5 * style.size };
  const glyphs = [...visualOrder(text)].map((character) => glyphOf(character.codePointAt(0) ?? 0) ?? box);
  const textDots = glyphs.reduce((sum, { columns: places }) => sum + places * 8, 0) * scale.x;
  const paperDots = columns * cell.width;
  const left = style.centred ? Math.max(0, Math.floor((paperDots - textDots) / 2)) : 0;
  const widthBytes = Math.ceil(Math.min(paperDots, left + textDots) / 8);
  const height = cell.height * style.size;
  const dots = new Uint8Array(widthBytes * height);
  const set = (x: number, y: number) => {
    const at = y * widthBytes + (x >> 3);
    if (x >= 0 && x >> 3 < widthBytes && y < height) dots[at] = (dots[at] ?? 0) | (0x80 >> (x & 7));
  };

  let pen = left;
  for (const glyph of glyphs) {
    // A mark ends where the character before it ends.
    const start = glyph.columns === 0 ? pen - glyph.widthDots * scale.x : pen;
    drawGlyph(glyph, scale, (x, y) => {
      set(start + x, y);
      if (style.bold) set(start + x + 1, y);
    });
    pen += glyph.columns * 8 * scale.x;
  }
  if (style.inverse) invert(dots, widthBytes, left, Math.min(paperDots, left + textDots));
  disarm(dots);
  const bytes: number[] = [];
  for (let row = 0; row < height; row += bandRows) {
    const rows = Math.min(bandRows, height - row);
    bytes.push(0x1d, 0x76, 0x30, 0x00, widthBytes & 0xff, widthBytes >> 8, rows, 0);
    for (const byte of dots.subarray(row * widthBytes, (row + rows) * widthBytes)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/** Makes each dot a rectangle; what it covers by half at least is black, so that strokes keep their width at 1.5. */
function drawGlyph(glyph: Glyph, scale: { x: number; y: number }, set: (x: number, y: number) => void): void {
  const bytes = glyph.widthDots / 8;
  for (let row = 0; row < glyphRows; row += 1)
    for (let column = 0; column < glyph.widthDots; column += 1) {
      if (!(((glyph.dots[row * bytes + (column >> 3)] ?? 0) >> (7 - (column & 7))) & 1)) continue;
      for (let y = Math.floor(row * scale.y); y < Math.ceil((row + 1) * scale.y); y += 1)
        for (let x = Math.floor(column * scale.x); x < Math.ceil((column + 1) * scale.x); x += 1) set(x, y);
    }
}

function invert(dots: Uint8Array, widthBytes: number, from: number, to: number): void {
  for (let at = 0; at < dots.length; at += 1) {
    const x = (at % widthBytes) * 8;
    for (let bit = 0; bit < 8; bit += 1)
      if (x + bit >= from && x + bit < to) dots[at] = (dots[at] ?? 0) ^ (0x80 >> bit);
  }
}

/** Second bytes of DLE commands that a printer obeys at once, also within a picture: EOT (status), ENQ (recover), DC4 (drawer, off). */
const dangerous: ReadonlySet<number> = new Set([0x04, 0x05, 0x14]);

/** Puts a dot beside the one that begins such a sequence. One dot more is not seen; a cleared buffer is. */
function disarm(dots: Uint8Array): void {
  for (let at = 0; at + 1 < dots.length; at += 1)
    if (dots[at] === 0x10 && dangerous.has(dots[at + 1] ?? 0)) dots[at] = 0x18;
}
