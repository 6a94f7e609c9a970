import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { type CodePage, printableText } from './printable-text.ts';

/** How the paper and the printer's fonts are: the same for all tickets of a printer. */
export interface PaperSettings {
  readonly columns: number;
  readonly millimetres: 58 | 80;
  readonly codePage: CodePage;
  readonly timeZone: string | undefined;
}

/** A line of text as the printer sets it. `size` is a multiple of the font's height, or of both for `wide`. */
export interface Line {
  readonly text: string;
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

/**
 * Sets lines as ESC/POS bytes in one fixed code page. The bytes hold neither the printer's initialisation nor the cut nor an
 * identity: those belong to the attempt (see `frame.ts`).
 */
export function setLines(lines: readonly Line[], paper: PaperSettings): Sheet {
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: paper.columns,
    codepageMapping: 'epson',
    newline: '\n',
    feedBeforeCut: 0,
  });
  encoder.codepage(`windows${paper.codePage}`);
  const plain: string[] = [];
  for (const line of lines) {
    const text = printableText(line.text, paper.codePage);
    plain.push(text);
    const size = line.size ?? 1;
    encoder
      .align(line.centred ? 'center' : 'left')
      .size(line.wide ? size : 1, size)
      .bold(line.bold ?? false)
      .invert(line.inverse ?? false)
      .line(text)
      .invert(false)
      .bold(false)
      .size(1, 1);
  }
  return { bytes: encoder.align('left').encode(), plainText: `${plain.join('\n')}\n` };
}

/** A line of hyphens: drawn in the text's own code page, because line-drawing characters live in another one. */
export function rule(paper: PaperSettings): Line {
  return { text: '-'.repeat(paper.columns) };
}
