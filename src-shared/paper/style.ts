import type { Command } from './commands.ts';
import type { PaperRun } from './model.ts';

/** What the printer remembers from one command to the next. `ESC @` puts it back to `freshStyle`. */
export interface Style extends Omit<PaperRun, 'text'> {
  readonly page: number;
  readonly align: 'left' | 'centre' | 'right';
  /** Dots from one line to the next: 1/6 inch unless told. */
  readonly spacing: number;
  /** Printable dots, if `GS W` narrowed them. */
  readonly areaDots: number | undefined;
}

export const freshStyle: Style = {
  page: 0,
  font: 'A',
  bold: false,
  underline: false,
  inverse: false,
  width: 1,
  height: 1,
  align: 'left',
  spacing: 34,
  areaDots: undefined,
};

const odd = (n: number): boolean => (n & 1) === 1;
const alignments = ['left', 'centre', 'right'] as const;

/** The style after a command; undefined if the command does not speak of style. */
export function styledBy(style: Style, command: Command): Style | undefined {
  const n = command.data[0] ?? 0;
  switch (command.name) {
    case 'ESC @':
      return freshStyle;
    case 'ESC t':
      return { ...style, page: n };
    case 'ESC E':
    case 'ESC G':
      return { ...style, bold: odd(n) };
    case 'ESC -':
      return { ...style, underline: n % 48 !== 0 };
    case 'ESC !':
      return {
        ...style,
        font: odd(n) ? 'B' : 'A',
        bold: (n & 8) !== 0,
        height: n & 16 ? 2 : 1,
        width: n & 32 ? 2 : 1,
        underline: (n & 128) !== 0,
      };
    case 'ESC M':
      return { ...style, font: odd(n) ? 'B' : 'A' };
    case 'ESC a': {
      const align = alignments[n >= 48 ? n - 48 : n];
      return align ? { ...style, align } : undefined;
    }
    case 'ESC 2':
      return { ...style, spacing: freshStyle.spacing };
    case 'ESC 3':
      return { ...style, spacing: n };
    case 'GS !':
      return { ...style, width: ((n >> 4) & 7) + 1, height: (n & 7) + 1 };
    case 'GS B':
      return { ...style, inverse: odd(n) };
    case 'GS W': {
      const dots = n + (command.data[1] ?? 0) * 256;
      return { ...style, areaDots: dots || undefined };
    }
    default:
      return undefined;
  }
}

/** Commands that change nothing on the paper: real-time requests, drawer, buzzer, status requests, Kanji mode off, units. */
export const silentCommands: ReadonlySet<string> = new Set([
  'DLE EOT',
  'DLE ENQ',
  'DLE DC4',
  'ESC p',
  'ESC B',
  'ESC ( A',
  'ESC =',
  'ESC c',
  'ESC r',
  'ESC %',
  'ESC ?',
  'ESC U',
  'ESC u',
  'ESC v',
  'ESC {',
  'ESC S',
  'ESC R',
  'ESC  ',
  'FS .',
  'FS &',
  'FS !',
  'FS C',
  'FS S',
  'FS -',
  'FS W',
  'GS r',
  'GS a',
  'GS I',
  'GS j',
  'GS P',
  'GS L',
  'GS h',
  'GS w',
  'GS H',
  'GS f',
  'GS b',
  'GS ( D',
  'GS ( E',
  'GS ( K',
  'GS ( N',
  'GS z',
  'NUL',
  'CR',
  'CAN',
]);
