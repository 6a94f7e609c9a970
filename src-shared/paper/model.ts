/** A ticket as ESC/POS bytes put it on paper. Positions are dots: 203 dots are an inch, 8 are a millimetre. */
export interface PaperTicket {
  /** Printable width in dots: 576 on 80 mm paper, 384 on 58 mm (420 on some printers). */
  readonly widthDots: number;
  readonly lines: readonly PaperLine[];
  /** The cutter was reached. Without it the ticket is torn off in the middle or still coming. */
  readonly complete: boolean;
  /** Process ids (`GS ( H`) in the order in which the paper passed them. */
  readonly processIds: readonly string[];
  /** Bytes that no command explains, for tests and for the detail view; empty for a good ticket. */
  readonly oddities: readonly string[];
}

export type PaperLine =
  | {
      readonly kind: 'text';
      readonly align: 'left' | 'centre' | 'right';
      readonly heightDots: number;
      readonly runs: readonly PaperRun[];
    }
  | {
      readonly kind: 'raster';
      readonly align: 'left' | 'centre' | 'right';
      readonly widthDots: number;
      readonly heightDots: number;
      readonly rows: readonly Uint8Array[];
    }
  | { readonly kind: 'feed'; readonly heightDots: number }
  | { readonly kind: 'cut'; readonly partial: boolean };

/** Characters of one look. `width` and `height` are the multiples 1 to 8 of the font's cell. */
export interface PaperRun {
  readonly text: string;
  readonly font: 'A' | 'B';
  readonly bold: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly width: number;
  readonly height: number;
}

/** Cell of a font in dots: 12 × 24 and 9 × 17 (Epson TM series). */
export const fontCells = { A: { width: 12, height: 24 }, B: { width: 9, height: 17 } } as const;

/** Printable dots of a paper width in millimetres. */
export const printableDots = { 58: 384, 80: 576 } as const;
