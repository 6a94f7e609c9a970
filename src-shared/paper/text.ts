import type { PaperLine, PaperTicket } from './model.ts';
import { fontCells } from './model.ts';

/** A ticket as plain text, one line of paper a line: aligned in columns of font A, pictures and cuts as a word in brackets. */
export function ticketText(ticket: PaperTicket): string {
  const columns = Math.floor(ticket.widthDots / fontCells.A.width);
  return ticket.lines.flatMap((line) => lineText(line, columns)).join('\n');
}

function lineText(line: PaperLine, columns: number): string[] {
  switch (line.kind) {
    case 'feed':
      return [''];
    case 'cut':
      return ['[cut]'];
    case 'raster':
      return [`[picture ${line.widthDots} × ${line.heightDots}]`];
    case 'text': {
      const text = line.runs.map((run) => run.text).join('');
      const used = line.runs.reduce(
        (sum, run) => sum + (run.text.length * run.width * fontCells[run.font].width) / fontCells.A.width,
        0,
      );
      const free = Math.max(0, Math.floor(columns - used));
      const indent = line.align === 'right' ? free : line.align === 'centre' ? Math.floor(free / 2) : 0;
      return [(' '.repeat(indent) + text).trimEnd()];
    }
  }
}
