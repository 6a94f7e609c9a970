import { fontCells, type PaperLine, type PaperRun, type PaperTicket } from '../../src-shared/paper/model.ts';

/** 203 dots are an inch, so 8 are a millimetre, near enough for paper. */
const dotsPerMillimetre = 8;
/** Paper that a ticket shows above its first line and after its last, in dots. */
const headDots = 56;
const tailDots = 40;
/** Height of the torn edge, in dots. */
export const tearDots = 12;

export interface PlacedRun {
  readonly run: PaperRun;
  readonly x: number;
  /** Top of the cell and its size, in dots. */
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedLine {
  readonly line: PaperLine;
  readonly top: number;
  readonly x: number;
  readonly runs: readonly PlacedRun[];
}

export interface PlacedTicket {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly lines: readonly PlacedLine[];
}

/** Width of the paper itself, in dots: 80 mm paper prints 72 mm, 58 mm paper 48 mm. */
export function paperDots(widthDots: number): number {
  return (widthDots > 450 ? 80 : 58) * dotsPerMillimetre;
}

/** Where each line and each run of a ticket stands on its paper, in dots from the top left corner. */
export function placeTicket(ticket: PaperTicket): PlacedTicket {
  const width = paperDots(ticket.widthDots);
  const margin = (width - ticket.widthDots) / 2;
  let top = headDots;
  const lines: PlacedLine[] = [];
  for (const line of ticket.lines) {
    const height = line.kind === 'cut' ? 0 : line.heightDots;
    lines.push(placeLine(line, top, margin, ticket.widthDots));
    top += height;
  }
  return { width, height: top + tailDots, margin, lines };
}

function placeLine(line: PaperLine, top: number, margin: number, printable: number): PlacedLine {
  if (line.kind === 'raster') return { line, top, x: margin + offset(line.align, line.widthDots, printable), runs: [] };
  if (line.kind !== 'text') return { line, top, x: margin, runs: [] };
  const widths = line.runs.map((run) => [...run.text].length * fontCells[run.font].width * run.width);
  const tallest = Math.max(...line.runs.map((run) => fontCells[run.font].height * run.height));
  let x =
    margin +
    offset(
      line.align,
      widths.reduce((sum, width) => sum + width, 0),
      printable,
    );
  const runs = line.runs.map((run, place) => {
    const height = fontCells[run.font].height * run.height;
    const placed = { run, x, top: top + tallest - height, width: widths[place] ?? 0, height };
    x += widths[place] ?? 0;
    return placed;
  });
  return { line, top, x: runs[0]?.x ?? margin, runs };
}

function offset(align: 'left' | 'centre' | 'right', width: number, printable: number): number {
  const free = Math.max(0, printable - width);
  return align === 'left' ? 0 : align === 'right' ? free : Math.floor(free / 2);
}

/** A pseudo-random number from 0 to 1 that is always the same for the same place: paper does not tear anew at each drawing. */
function unevenness(place: number): number {
  const value = Math.sin(place * 12.9898 + 4.1414) * 43758.5453;
  return value - Math.floor(value);
}

/** The outline of a ticket: torn at the top by the ticket before it, cut or torn at its end. */
export function paperOutline(width: number, height: number, complete: boolean): string {
  const teeth = 40;
  const step = width / teeth;
  const edge = (y: number, direction: 1 | -1, wild: number, seed: number) =>
    Array.from({ length: teeth + 1 }, (_, place) => {
      const at = direction === 1 ? place : teeth - place;
      const depth = (at % 2 === 0 ? 0.15 : 0.7) * tearDots + unevenness(at + seed) * wild;
      return `${(at * step).toFixed(1)} ${(y + depth).toFixed(1)}`;
    }).join('L');
  const top = edge(0, 1, 3, 1);
  const bottom = edge(height - tearDots, -1, complete ? 3 : tearDots, complete ? 7 : 23);
  return `M${top}L${bottom}Z`;
}

/** Black dots of a raster as one path of horizontal strokes. */
export function rasterPath(rows: readonly Uint8Array[], widthDots: number): string {
  const strokes: string[] = [];
  rows.forEach((row, y) => {
    let begin = -1;
    for (let x = 0; x <= widthDots; x += 1) {
      const black = x < widthDots && ((row[x >> 3] ?? 0) & (0x80 >> (x & 7))) !== 0;
      if (black && begin < 0) begin = x;
      if (!black && begin >= 0) {
        strokes.push(`M${begin} ${y}h${x - begin}v1h${begin - x}z`);
        begin = -1;
      }
    }
  });
  return strokes.join('');
}

/** What a ticket says, line by line, for whoever cannot see the picture. */
export function ticketWords(ticket: PaperTicket, picture: string): string[] {
  return ticket.lines.flatMap((line) => {
    if (line.kind === 'raster') return [picture];
    if (line.kind !== 'text') return [];
    const words = line.runs.map((run) => run.text).join('');
    return words.trim() ? [words.trimEnd()] : [];
  });
}
