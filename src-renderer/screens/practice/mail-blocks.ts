/** A part of a mail's plain form, as a phone would set it. */
export type MailBlock =
  | { readonly kind: 'title' | 'heading' | 'words' | 'code' | 'footer'; readonly text: string }
  | { readonly kind: 'steps' | 'list'; readonly lines: readonly string[] };

const step = /^\d+\. /;
const item = /^- /;

/**
 * The plain form of a mail of the print service, in parts: they stand apart by empty lines, the first is the title, the last the signature behind
 * `-- ` (RFC 3676 §4.3). What is of no such form is words.
 */
export function mailBlocks(text: string): readonly MailBlock[] {
  const [body = '', ...signature] = text.replace(/\r\n/g, '\n').split(/^-- $/m);
  const parts = body.split(/\n{2,}/).filter((part) => part.trim() !== '');
  const blocks = parts.map((part, index): MailBlock => {
    const lines = part.split('\n').filter((line) => line.trim() !== '');
    if (/^ {4}\S+$/.test(part.trimEnd())) return { kind: 'code', text: part.trim() };
    if (lines.every((line) => step.test(line)))
      return { kind: 'steps', lines: lines.map((line) => line.replace(step, '')) };
    if (lines.every((line) => item.test(line)))
      return { kind: 'list', lines: lines.map((line) => line.replace(item, '')) };
    if (index === 0) return { kind: 'title', text: part.trim() };
    const isHeading = lines.length === 1 && part.trimEnd().endsWith(':') && index < parts.length - 1;
    return isHeading ? { kind: 'heading', text: part.trim().slice(0, -1) } : { kind: 'words', text: part.trim() };
  });
  const footer = signature.join('').trim();
  return footer === '' ? blocks : [...blocks, { kind: 'footer', text: footer }];
}
