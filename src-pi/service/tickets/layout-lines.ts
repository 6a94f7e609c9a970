import { charactersOfPage } from './character-sets.ts';
import { drawnColumns } from './picture.ts';
import type { PaperSettings } from './profiles.ts';
import { cleanLine, isCovered, spelled } from './spelling.ts';
import { widthOfText, wrap } from './wrap.ts';

/** One line of paper: text in one of the printer's code pages (null: ASCII will do), or text that must be drawn. */
export type PhysicalLine =
  | { readonly kind: 'text'; readonly text: string; readonly page: number | null; readonly pageName: string | null }
  | { readonly kind: 'picture'; readonly text: string };

interface Page {
  readonly number: number | null;
  readonly name: string | null;
  readonly set: ReadonlySet<string>;
}

/**
 * Breaks a text into lines of paper and finds for each the first code page that has all of it; where none has, everyday
 * spelling; and where even that fails, the line is drawn. `right` stands at the right end of the first line, such as a price.
 */
export function layOut(
  line: { readonly text: string; readonly right?: string; readonly indent?: number },
  columns: number,
  paper: PaperSettings,
): PhysicalLine[] {
  const pages = pagesOf(paper);
  const width = widths(line.text + (line.right ?? ''), pages);
  const right = cleanLine(line.right ?? '');
  const rightWidth = widthOfText(right, width);
  const beside = right !== '' && rightWidth + 8 <= columns;
  const first = beside ? columns - rightWidth - 1 : columns;
  const lines = wrap(cleanLine(line.text), columns, width, { indent: line.indent ?? 0, first });
  if (right !== '') {
    const [head = ''] = lines;
    const gap = beside ? columns - rightWidth - widthOfText(head, width) : 0;
    if (beside) lines[0] = head + ' '.repeat(Math.max(1, gap)) + right;
    else lines.push(' '.repeat(Math.max(0, columns - rightWidth)) + right);
  }
  return lines.flatMap((text) => chosen(text, columns, pages));
}

function chosen(text: string, columns: number, pages: readonly Page[]): PhysicalLine[] {
  for (const { number, name, set } of pages)
    if (isCovered(text, set)) return [{ kind: 'text', text, page: number, pageName: name }];
  const best = pages
    .map((page) => ({ page, result: spelled(text, page.set) }))
    .filter(({ result }) => result !== null)
    .sort((a, b) => (a.result?.changes ?? 0) - (b.result?.changes ?? 0))[0];
  if (!best?.result) return [{ kind: 'picture', text }];
  const { number, name } = best.page;
  return wrap(best.result.text, columns, () => 1).map((part) => ({
    kind: 'text',
    text: part,
    page: number,
    pageName: name,
  }));
}

/** ASCII first: a line of it needs no page. */
function pagesOf(paper: PaperSettings): Page[] {
  const ascii: Page = { number: null, name: null, set: charactersOfPage(null) };
  return [ascii, ...paper.codePages.map(({ page, number }) => ({ number, name: page, set: charactersOfPage(page) }))];
}

/** Places that a character takes as it is or as it is spelled; null if it can only be drawn. A mark goes with its letter. */
function writtenColumns(character: string, pages: readonly Page[]): number | null {
  if (pages.some(({ set }) => set.has(character))) return 1;
  if (/\p{M}/u.test(character)) return 0;
  const lengths = pages.flatMap(({ set }) => spelled(character, set)?.text.length ?? []);
  return lengths.length > 0 ? Math.max(...lengths) : null;
}

/** In a text of which a part must be drawn any line may be: then a character takes the wider of the two. */
function widths(text: string, pages: readonly Page[]): (character: string) => number {
  const drawn = [...text].some((character) => writtenColumns(character, pages) === null);
  return (character) => {
    const written = writtenColumns(character, pages) ?? 0;
    return drawn && character > '\u007e' ? Math.max(written, drawnColumns(character)) : written;
  };
}
