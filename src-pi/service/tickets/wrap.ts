/**
 * Breaks a text into lines of at most `columns` places, at spaces where it can; a word that is longer than a line is broken
 * where the line ends. What follows the first line is indented by `indent` places. Leading spaces stay. `first` is the width of
 * the first line where it is narrower, beside a price. No character is lost but the spaces at the breaks.
 */
export function wrap(
  text: string,
  columns: number,
  widthOf: (character: string) => number,
  options: { indent?: number; first?: number } = {},
): string[] {
  // What fits stays as it is: spaces at the ends are the frame of white letters on black.
  if (widthOfText(text, widthOf) <= (options.first ?? columns)) return [text];
  const indent = Math.min(options.indent ?? 0, Math.floor(columns / 2));
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const room = () => (lines.length === 0 ? (options.first ?? columns) : columns);
  const breakLine = () => {
    lines.push(line.trimEnd());
    line = ' '.repeat(indent);
    used = indent;
  };
  for (const part of text.match(/ +|[^ ]+/g) ?? []) {
    const width = widthOfText(part, widthOf);
    if (part.startsWith(' ')) {
      if (used + width > room()) breakLine();
      // A break eats its spaces; elsewhere they are how somebody set the text.
      else if (lines.length === 0 || used > indent) {
        line += part;
        used += width;
      }
      continue;
    }
    if (used + width > room() && used > (lines.length === 0 ? 0 : indent)) breakLine();
    for (const character of part) {
      const one = widthOf(character);
      if (used + one > room() && used > 0) breakLine();
      line += character;
      used += one;
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Places that a text takes. */
export function widthOfText(text: string, widthOf: (character: string) => number): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}
