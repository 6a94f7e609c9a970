import { inflateSync } from 'node:zlib';

/** The dots of a character: 16 rows, see `scripts/glyphs.ts` for the kinds. */
export interface Glyph {
  readonly kind: 1 | 2 | 3;
  readonly dots: Buffer;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Rows above the baseline; two more lie below it. */
const ascent = 14;
const rows = 16;

/**
 * Reads a WOFF font whose outlines are drawn along a grid of 16 dots, as Unifont's are, and answers the dots themselves: one is
 * black if its middle lies inside the outline. Formats: WOFF 1.0 (W3C), OpenType 1.9 tables cmap (format 12), glyf, loca, hmtx.
 */
export function openFont(bytes: Buffer): { glyph(codePoint: number): Glyph | null } {
  const tables = readTables(bytes);
  const table = (tag: string): Buffer => {
    const found = tables.get(tag);
    if (!found) throw new Error(`the font has no table ${tag}`);
    return found;
  };
  const [head, hhea, hmtx, loca, glyf] = [table('head'), table('hhea'), table('hmtx'), table('loca'), table('glyf')];
  const unitsPerDot = head.readUInt16BE(18) / rows;
  const longOffsets = head.readInt16BE(50) === 1;
  const widths = hhea.readUInt16BE(34);
  const glyphOf = readCharacterMap(table('cmap'));

  const outline = (index: number): Point[][] => {
    const start = longOffsets ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2;
    const end = longOffsets ? loca.readUInt32BE(index * 4 + 4) : loca.readUInt16BE(index * 2 + 2) * 2;
    return end > start ? readOutline(glyf.subarray(start, end), outline) : [];
  };

  return {
    glyph(codePoint) {
      const index = glyphOf.get(codePoint);
      if (!index) return null;
      const advance = hmtx.readUInt16BE(Math.min(index, widths - 1) * 4) / unitsPerDot;
      const contours = outline(index);
      if (contours.length === 0 && advance === 0) return null;
      const kind = advance === 0 ? 3 : advance <= 8 ? 1 : 2;
      const width = kind === 1 ? 8 : 16;
      return { kind, dots: dotsOf(contours, unitsPerDot, width, kind === 3 ? -16 : 0) };
    },
  };
}

function readTables(bytes: Buffer): Map<string, Buffer> {
  if (bytes.toString('latin1', 0, 4) !== 'wOFF') throw new Error('this is no WOFF 1.0 file');
  const tables = new Map<string, Buffer>();
  for (let entry = 0; entry < bytes.readUInt16BE(12); entry += 1) {
    const at = 44 + entry * 20;
    const offset = bytes.readUInt32BE(at + 4);
    const packed = bytes.readUInt32BE(at + 8);
    const content = bytes.subarray(offset, offset + packed);
    const isPacked = packed < bytes.readUInt32BE(at + 12);
    tables.set(bytes.toString('latin1', at, at + 4), isPacked ? inflateSync(content) : content);
  }
  return tables;
}

function readCharacterMap(cmap: Buffer): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let table = 0; table < cmap.readUInt16BE(2); table += 1) {
    const offset = cmap.readUInt32BE(4 + table * 8 + 4);
    if (cmap.readUInt16BE(offset) !== 12) continue;
    for (let group = 0; group < cmap.readUInt32BE(offset + 12); group += 1) {
      const at = offset + 16 + group * 12;
      const first = cmap.readUInt32BE(at);
      for (let code = first; code <= cmap.readUInt32BE(at + 4); code += 1)
        glyphs.set(code, cmap.readUInt32BE(at + 8) + code - first);
    }
  }
  return glyphs;
}

function readOutline(data: Buffer, outlineOf: (index: number) => Point[][]): Point[][] {
  const contours = data.readInt16BE(0);
  return contours < 0 ? readComposite(data, outlineOf) : readSimple(data, contours);
}

function readSimple(data: Buffer, contours: number): Point[][] {
  const ends = Array.from({ length: contours }, (_, index) => data.readUInt16BE(10 + index * 2));
  const count = (ends.at(-1) ?? -1) + 1;
  let at = 10 + contours * 2;
  at += 2 + data.readUInt16BE(at);
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = data[at++] ?? 0;
    const times = flag & 8 ? 1 + (data[at++] ?? 0) : 1;
    for (let time = 0; time < times; time += 1) flags.push(flag);
  }
  const coordinates = (short: number, same: number): number[] => {
    let value = 0;
    return flags.map((flag) => {
      if (flag & short) value += (flag & same ? 1 : -1) * (data[at++] ?? 0);
      else if (!(flag & same)) {
        value += data.readInt16BE(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = coordinates(2, 16);
  const ys = coordinates(4, 32);
  const points = xs.map((x, index) => ({ x, y: ys[index] ?? 0 }));
  return ends.map((end, index) => points.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end + 1));
}

/** Parts that are only moved, not scaled: that is all this font does. */
function readComposite(data: Buffer, outlineOf: (index: number) => Point[][]): Point[][] {
  const all: Point[][] = [];
  let at = 10;
  for (;;) {
    const flags = data.readUInt16BE(at);
    const part = data.readUInt16BE(at + 2);
    const words = (flags & 1) !== 0;
    const [x, y] = words
      ? [data.readInt16BE(at + 4), data.readInt16BE(at + 6)]
      : [data.readInt8(at + 4), data.readInt8(at + 5)];
    all.push(...outlineOf(part).map((contour) => contour.map((point) => ({ x: point.x + x, y: point.y + y }))));
    at += words ? 8 : 6;
    if (flags & 8) at += 2;
    else if (flags & 64) at += 4;
    else if (flags & 128) at += 8;
    if (!(flags & 32)) return all;
  }
}

/** Non-zero winding, asked at the middle of each dot. `left` is the dot at which the picture begins. */
function dotsOf(contours: readonly Point[][], unitsPerDot: number, width: number, left: number): Buffer {
  const dots = Buffer.alloc((rows * width) / 8);
  for (let row = 0; row < rows; row += 1) {
    const y = (ascent - row - 0.5) * unitsPerDot;
    const crossings: { x: number; turn: number }[] = [];
    for (const contour of contours)
      for (const [index, from] of contour.entries()) {
        const to = contour[(index + 1) % contour.length] ?? from;
        if (from.y > y === to.y > y) continue;
        const x = from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x);
        crossings.push({ x, turn: to.y > from.y ? 1 : -1 });
      }
    for (let column = 0; column < width; column += 1) {
      const x = (column + left + 0.5) * unitsPerDot;
      const winding = crossings.reduce((sum, crossing) => sum + (crossing.x <= x ? crossing.turn : 0), 0);
      if (winding === 0) continue;
      const byte = (row * width + column) >> 3;
      dots[byte] = (dots[byte] ?? 0) | (0x80 >> (column & 7));
    }
  }
  return dots;
}
