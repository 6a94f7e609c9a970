import { secretForms } from './secret-forms.ts';

/** Stands where a secret stood. */
export const hiddenMark = '[hidden]';

/** A secret shorter than this is not looked for: it would hide ordinary words. */
const shortestSecret = 6;
/** From so many letters on a form is found even if it is split by line ends, spaces, quotes or backslashes. */
const shortestSplit = 10;
/** A long secret is also looked for in pieces of so many letters, because its halves may stand in two places. */
const pieceLength = 16;
const shortestInPieces = 2 * pieceLength;

/** What may stand between the letters of a secret that was wrapped, quoted or escaped: also `\n` in JSON and the soft line ends of mails. */
const between = /^(?:=\r?\n|\\[nrt]|%0[ad]|[\s"'\\,|])/i;

/** What begins one of these, or an escape: all other letters need no second look. */
const special = /[=\\%\s"',|]/;
const escaped = /^(?:%([0-9a-f]{2})|\\u([0-9a-f]{4}))/i;

interface Compact {
  readonly text: string;
  /** Where in the original each letter of the compact text begins and ends. */
  readonly begins: readonly number[];
  readonly ends: readonly number[];
}

/**
 * Hides every one of the secrets in a text, in whatever form it stands there (`secretForms`), split or not, percent-encoded or escaped in
 * whole or in part. Tells how many places were hidden. Knows the secrets in memory only.
 */
export function secretHider(secrets: Iterable<string>): (text: string) => { text: string; hidden: number } {
  const worth = [...new Set(secrets)].filter((secret) => secret.trim().length >= shortestSecret);
  const forms = [...new Set(worth.flatMap(searchedForms))].sort((one, other) => other.length - one.length);
  const split = forms.map((form) => compact(form, false).text).filter((form) => form.length >= shortestSplit);
  const exact = forms.filter((form) => form.length >= shortestSecret).map(lower);
  return (text) => {
    const spans = [
      ...spansIn({ text: lower(text), begins: [], ends: [] }, exact),
      ...spansIn(compact(text, false), split),
      ...spansIn(compact(text, true), split),
    ];
    return withoutSpans(text, spans);
  };
}

function searchedForms(secret: string): string[] {
  const pieces: string[] = [];
  if (secret.length >= shortestInPieces)
    for (let place = 0; place + pieceLength <= secret.length; place += pieceLength)
      pieces.push(secret.slice(place, place + pieceLength));
  return [...secretForms(secret), ...pieces.filter((piece) => piece.trim().length === pieceLength)];
}

/** ASCII letters small, so that the length stays: hexadecimal and percent digits are written both ways. */
function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The text without what may stand between the letters of a secret; with `decoded`, `%41` and `\u0041` are the letters that they mean. */
function compact(text: string, decoded: boolean): Compact {
  const letters: string[] = [];
  const begins: number[] = [];
  const ends: number[] = [];
  for (let place = 0; place < text.length; ) {
    const here = text[place] ?? '';
    const rest = special.test(here) ? text.slice(place, place + 6) : '';
    const code = decoded ? escaped.exec(rest) : null;
    const letter = code ? String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16)) : here;
    const gap = code ? (between.test(letter) ? code[0].length : 0) : (between.exec(rest)?.[0].length ?? 0);
    const length = code?.[0].length ?? (gap || 1);
    if (gap === 0) {
      letters.push(letter);
      begins.push(place);
      ends.push(place + length);
    }
    place += length;
  }
  return { text: lower(letters.join('')), begins, ends };
}

type Span = readonly [begin: number, end: number];

function spansIn({ text, begins, ends }: Compact, forms: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const form of forms)
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
      const last = at + form.length - 1;
      spans.push([begins[at] ?? at, ends[last] ?? last + 1]);
    }
  return spans;
}

function withoutSpans(text: string, spans: readonly Span[]): { text: string; hidden: number } {
  let clean = '';
  let reached = 0;
  let hidden = 0;
  for (const [begin, end] of [...spans].sort((one, other) => one[0] - other[0])) {
    if (end <= reached) continue;
    if (begin >= reached) {
      clean += `${text.slice(reached, begin)}${hiddenMark}`;
      hidden += 1;
    }
    reached = end;
  }
  return { text: clean + text.slice(reached), hidden };
}
