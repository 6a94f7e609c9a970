import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { openFont } from './glyphs/font.ts';

/**
 * Makes `resources/tickets/glyphs.bin`, the dots for characters that no printer has in its own fonts, out of a WOFF file of
 * UnifontEX (GNU Unifont with its upper planes, SIL Open Font License 1.1). Run as `node scripts/glyphs.ts FILE.woff`; the file is
 * `files/unifontex-latin-400-normal.woff` of the package `@fontsource/unifontex` 5.2.6. The same file makes the same bytes.
 *
 * The pack: `BWG1`, then 513 offsets of four bytes (little endian), then 512 blocks of 256 characters each, raw deflate. A block is one
 * byte for each character (0 not there, 1 eight dots wide, 2 sixteen dots wide, 3 drawn over the character before), then the
 * dots of those that are there: 16 rows of one byte (kind 1) or two (kinds 2 and 3), most significant bit left.
 */
/** SHA-256 of that file. */
const expected = 'e37e18240d32d13dcc222beea13dd90701f7d427cc8e31e28444ebd58d95fca7';
const blocks = 512;

const [file] = process.argv.slice(2);
if (!file) throw new Error('which WOFF file? See the comment on top');
const bytes = readFileSync(file);
const found = createHash('sha256').update(bytes).digest('hex');
if (found !== expected) throw new Error(`another file than the pack was made of: ${found}`);

const font = openFont(bytes);
const parts: Buffer[] = [];
const offsets: number[] = [];
let at = 4 + (blocks + 1) * 4;
for (let block = 0; block < blocks; block += 1) {
  offsets.push(at);
  const kinds = Buffer.alloc(256);
  const dots: Buffer[] = [];
  for (let index = 0; index < 256; index += 1) {
    const glyph = font.glyph(block * 256 + index);
    if (!glyph) continue;
    kinds[index] = glyph.kind;
    dots.push(glyph.dots);
  }
  if (dots.length === 0) continue;
  const part = deflateRawSync(Buffer.concat([kinds, ...dots]), { level: 9 });
  parts.push(part);
  at += part.length;
}
offsets.push(at);
const index = Buffer.alloc(offsets.length * 4);
for (const [place, offset] of offsets.entries()) index.writeUInt32LE(offset, place * 4);
writeFileSync(
  new URL('../resources/tickets/glyphs.bin', import.meta.url),
  Buffer.concat([Buffer.from('BWG1'), index, ...parts]),
);
console.log(`${at} bytes from ${found}`);
