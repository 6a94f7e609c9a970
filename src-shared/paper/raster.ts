import type { Command } from './commands.ts';
import { nextCommand } from './commands.ts';

/** A picture as rows of packed dots, most significant bit first; 1 is black. */
export interface Raster {
  readonly widthDots: number;
  readonly rows: readonly Uint8Array[];
}

/** Splits packed rows and doubles them as the scale asks. Missing bytes are white. */
function rowsOf(data: Uint8Array, bytesWide: number, high: number, doubleWide: boolean, doubleHigh: boolean): Raster {
  const rows: Uint8Array[] = [];
  for (let y = 0; y < high && y * bytesWide < data.length; y++) {
    const plain = new Uint8Array(bytesWide);
    plain.set(data.subarray(y * bytesWide, (y + 1) * bytesWide));
    const row = doubleWide ? widened(plain) : plain;
    rows.push(row);
    if (doubleHigh) rows.push(row);
  }
  return { widthDots: bytesWide * 8 * (doubleWide ? 2 : 1), rows };
}

function widened(row: Uint8Array): Uint8Array {
  const wide = new Uint8Array(row.length * 2);
  for (let dot = 0; dot < row.length * 8; dot++) {
    if (((row[dot >> 3] ?? 0) >> (7 - (dot & 7))) & 1) {
      const byte = dot >> 2;
      wide[byte] = (wide[byte] ?? 0) | (3 << (6 - ((dot * 2) & 7)));
    }
  }
  return wide;
}

const word = (data: Uint8Array, at: number): number => (data[at] ?? 0) + (data[at + 1] ?? 0) * 256;

/** The picture of `GS v 0`. */
export function rasterOfGsV(command: Command): Raster {
  const mode = command.data[1] ?? 0;
  const data = command.data;
  return rowsOf(data.subarray(6), word(data, 2), word(data, 4), (mode & 1) !== 0, (mode & 2) !== 0);
}

/** The picture that `ESC *` prints: columns of 8 or 24 dots, turned into rows. */
export function rasterOfColumns(command: Command): Raster {
  const mode = command.data[0] ?? 0;
  const tall = mode >= 32 ? 3 : 1;
  const columns = word(command.data, 1);
  const rows = Array.from({ length: tall * 8 }, () => new Uint8Array(Math.ceil(columns / 8)));
  for (let x = 0; x < columns; x++)
    for (let y = 0; y < tall * 8; y++)
      if (((command.data[3 + x * tall + (y >> 3)] ?? 0) >> (7 - (y & 7))) & 1) {
        const row = rows[y];
        if (row) row[x >> 3] = (row[x >> 3] ?? 0) | (0x80 >> (x & 7));
      }
  return { widthDots: columns, rows };
}

/**
 * What a graphics command (`GS ( L`, `GS 8 L`) says: function 112 stores a raster picture, function 50 (also 2) prints what
 * is stored. Undefined for other functions.
 */
export function graphicsOf(command: Command): { kind: 'store'; raster: Raster } | { kind: 'print' } | undefined {
  const data = command.data.subarray(command.name === 'GS 8' ? 5 : 2);
  const what = data[1];
  if (what === 50 || what === 2) return { kind: 'print' };
  if (what !== 112) return undefined;
  const raster = rowsOf(data.subarray(10), Math.ceil(word(data, 6) / 8), word(data, 8), data[3] === 2, data[4] === 2);
  return { kind: 'store', raster };
}

/** The four bytes of a `GS ( H` process id (function 48), read as characters; undefined for other functions. */
export function processIdOf(command: Command): string | undefined {
  const data = command.data.subarray(2);
  if (data[0] !== 48 || data[1] !== 48 || data.length !== 6) return undefined;
  return String.fromCharCode(...data.subarray(2));
}

/** All whole commands of `bytes`, and where the rest begins. */
export function allCommands(bytes: Uint8Array): { commands: Command[]; rest: number } {
  const commands: Command[] = [];
  let at = 0;
  for (;;) {
    const command = nextCommand(bytes, at);
    if (!command) return { commands, rest: at };
    commands.push(command);
    at = command.end;
  }
}
