import { openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { program } from '../program-files.ts';

/**
 * The dots of a character, 16 rows, as GNU Unifont draws it. `columns` is how many places of a line it takes: a half-width one takes
 * one, a full-width one two, and a mark none, because it is drawn over what stands before it (16 dots wide, ending where
 * that ends).
 */
export interface Glyph {
  readonly columns: 0 | 1 | 2;
  readonly widthDots: 8 | 16;
  readonly dots: Uint8Array;
}

export const glyphRows = 16;
const blockCount = 512;
const blockSize = 256;
/** Blocks in memory, at most 8 kB each: a ticket needs few scripts at once. */
const keptBlocks = 12;

let pack: { file: number; offsets: readonly number[] } | null = null;
const blocks = new Map<number, Buffer>();

/**
 * The picture of a character, or null if the font has none. Reads the pack's block of 256 characters when the first of them is
 * needed (format: `scripts/glyphs.ts`); who prints German and Turkish never reads any.
 */
export function glyphOf(codePoint: number): Glyph | null {
  const block = readBlock(Math.floor(codePoint / blockSize));
  const index = codePoint % blockSize;
  const kind = block[index] ?? 0;
  if (kind === 0) return null;
  let at = blockSize;
  for (let before = 0; before < index; before += 1) at += bytesOf(block[before] ?? 0);
  const dots = block.subarray(at, at + bytesOf(kind));
  return { columns: kind === 3 ? 0 : kind === 1 ? 1 : 2, widthDots: kind === 1 ? 8 : 16, dots };
}

function bytesOf(kind: number): number {
  return kind === 0 ? 0 : kind === 1 ? glyphRows : glyphRows * 2;
}

function readBlock(number: number): Buffer {
  const known = blocks.get(number);
  if (known) return known;
  const { file, offsets } = openPack();
  const from = offsets[number] ?? 0;
  const length = (offsets[number + 1] ?? from) - from;
  const packed = Buffer.alloc(length);
  readSync(file, packed, 0, length, from);
  const block = length === 0 ? Buffer.alloc(blockSize) : inflateRawSync(packed);
  const [oldest] = blocks.keys();
  if (blocks.size >= keptBlocks && oldest !== undefined) blocks.delete(oldest);
  blocks.set(number, block);
  return block;
}

function openPack() {
  if (pack) return pack;
  const file = openSync(join(program.resources, 'tickets', 'glyphs.bin'), 'r');
  const head = Buffer.alloc(4 + (blockCount + 1) * 4);
  readSync(file, head, 0, head.length, 0);
  if (head.toString('latin1', 0, 4) !== 'BWG1') throw new Error('glyphs.bin is no pack of glyphs');
  pack = { file, offsets: Array.from({ length: blockCount + 1 }, (_, index) => head.readUInt32LE(4 + index * 4)) };
  return pack;
}
