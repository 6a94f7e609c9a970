import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { paperOutline, placeTicket, rasterPath, ticketWords } from '../../src-renderer/paper/paper-geometry.ts';
import { decodePaper } from '../../src-shared/paper/decode.ts';
import { delivery, pickup, ticketBytes } from './scenes/tickets.ts';

const ticketOf = (bytes: string, paperMillimetres: 58 | 80) => {
  const [ticket] = decodePaper(Buffer.from(bytes, 'base64'), { paperMillimetres });
  if (!ticket) throw new Error('there is no ticket');
  return ticket;
};

describe('a ticket on its paper', () => {
  test.each([
    [80, 640],
    [58, 464],
  ] as const)('%i mm paper is as wide as it is, and nothing is printed beside it', (millimetres, dots) => {
    const placed = placeTicket(ticketOf(ticketBytes(delivery, millimetres), millimetres));
    expect(placed.width).toBe(dots);
    for (const { runs } of placed.lines)
      for (const run of runs) {
        expect(run.x).toBeGreaterThanOrEqual(placed.margin);
        expect(run.x + run.width).toBeLessThanOrEqual(placed.width - placed.margin);
      }
  });

  test('lines follow one another and the paper ends after the last', () => {
    const placed = placeTicket(ticketOf(ticketBytes(pickup), 80));
    const tops = placed.lines.map(({ top }) => top);
    expect([...tops].sort((one, other) => one - other)).toEqual(tops);
    expect(placed.height).toBeGreaterThan(tops.at(-1) ?? 0);
  });

  test('can be read by somebody who does not see it', () => {
    const words = ticketWords(ticketOf(ticketBytes(delivery), 80), 'picture').join('\n');
    expect(words).toContain('Käsespätzle');
    expect(words).toContain('Ayşe Yıldız');
    expect(words).toContain('€');
  });

  test('is torn the same way each time', () => {
    expect(paperOutline(640, 900, true)).toBe(paperOutline(640, 900, true));
    expect(paperOutline(640, 900, true)).not.toBe(paperOutline(640, 900, false));
  });

  test('a raster line becomes strokes, also at its right edge', () => {
    expect(rasterPath([Uint8Array.of(0b1100_0001)], 8)).toBe('M0 0h2v1h-2zM7 0h1v1h-1z');
  });
});
