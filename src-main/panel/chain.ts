import { createHash } from 'node:crypto';

/** Stands in the first line of a chain, where there is no line before. */
export const noLineBefore = '0'.repeat(64);

/** SHA-256 of a line without its line end, in hex: what the next line calls `previous`. */
export function hashOfLine(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}
