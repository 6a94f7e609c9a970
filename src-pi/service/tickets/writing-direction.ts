/*
 * Arabic and Hebrew as they are read: Arabic letters take the form of their place in the word, and what runs from right to left
 * is turned around within a line that runs from left to right. A reduced form of the Unicode Bidirectional Algorithm (UAX 9): one level,
 * digits keep their order, neutral characters between two right-to-left ones go with them. A line of a ticket needs no more.
 */
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const mark = /\p{M}/u;
const digit = /\p{Nd}/u;
const mirrored: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '<': '>',
  '>': '<',
  '«': '»',
  '»': '«',
};

/** Characters in the order in which they stand from left to right; each with its marks behind it. */
export function visualOrder(text: string): string {
  if (!rightToLeft.test(text)) return text;
  const clusters = clustersOf(joinArabic(text));
  const isRight = clusters.map((cluster) => rightToLeft.test(cluster) && !digit.test(cluster));
  const result: string[] = [];
  for (let at = 0; at < clusters.length; ) {
    if (!isRight[at]) {
      result.push(clusters[at] ?? '');
      at += 1;
      continue;
    }
    const end = endOfRun(clusters, isRight, at);
    result.push(...turned(clusters.slice(at, end)));
    at = end;
  }
  return result.join('');
}

/** Behind the last right-to-left cluster or number that follows without left-to-right letters between, and the bracket that closes in it. */
function endOfRun(clusters: readonly string[], isRight: readonly boolean[], start: number): number {
  let end = start + 1;
  for (let at = start + 1; at < clusters.length; at += 1) {
    const cluster = clusters[at] ?? '';
    if (isRight[at] || digit.test(cluster)) end = at + 1;
    else if (/\p{L}/u.test(cluster)) break;
  }
  const run = clusters.slice(start, end);
  const open =
    run.filter((cluster) => '([<«'.includes(cluster)).length - run.filter((one) => ')]>»'.includes(one)).length;
  for (let left = open; left > 0 && ')]>»'.includes(clusters[end] ?? ' '); left -= 1) end += 1;
  return end;
}

/** Turns a run around; the digits of a number stay in their order. */
function turned(clusters: readonly string[]): string[] {
  const result: string[] = [];
  for (let at = clusters.length - 1; at >= 0; at -= 1) {
    const cluster = clusters[at] ?? '';
    if (!digit.test(cluster)) {
      result.push(mirrored[cluster] ?? cluster);
      continue;
    }
    let start = at;
    while (start > 0 && /[\p{Nd}.,:]/u.test(clusters[start - 1] ?? '')) start -= 1;
    while (!digit.test(clusters[start] ?? '')) start += 1;
    result.push(...clusters.slice(start, at + 1));
    at = start;
  }
  return result;
}

function clustersOf(text: string): string[] {
  const clusters: string[] = [];
  for (const character of text) {
    const last = clusters.length - 1;
    if (mark.test(character) && last >= 0) clusters[last] += character;
    else clusters.push(character);
  }
  return clusters;
}

/** Isolated, final, initial and medial form by letter, read off Unicode's own Arabic Presentation Forms-B, in that order there. */
const forms = new Map<string, string[]>();
for (let code = 0xfe80; code <= 0xfef4; code += 1) {
  const form = String.fromCharCode(code);
  const letter = form.normalize('NFKC');
  forms.set(letter, [...(forms.get(letter) ?? []), form]);
}
/** The ligature of lam with alef, isolated and final; it is obligatory. */
const lamAlef: Readonly<Record<string, readonly [string, string]>> = {
  '\u0622': ['\ufef5', '\ufef6'],
  '\u0623': ['\ufef7', '\ufef8'],
  '\u0625': ['\ufef9', '\ufefa'],
  '\u0627': ['\ufefb', '\ufefc'],
};

function joinArabic(text: string): string {
  const letters = clustersOf(text);
  const base = (at: number) => [...(letters[at] ?? '')][0] ?? '';
  const joinsAfter = (at: number) => (forms.get(base(at))?.length ?? 0) === 4 || base(at) === '\u0640';
  const joins = (at: number) => (forms.get(base(at))?.length ?? 0) >= 2 || base(at) === '\u0640';
  const result: string[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const shapes = forms.get(base(at));
    const marks = [...(letters[at] ?? '')].slice(1).join('');
    const before = at > 0 && joinsAfter(at - 1);
    const ligature = base(at) === '\u0644' ? lamAlef[base(at + 1)] : undefined;
    if (ligature) {
      result.push(ligature[before ? 1 : 0] + marks + [...(letters[at + 1] ?? '')].slice(1).join(''));
      at += 1;
      continue;
    }
    if (!shapes) {
      result.push(letters[at] ?? '');
      continue;
    }
    const after = shapes.length === 4 && joins(at + 1);
    const shape = before && after ? shapes[3] : after ? shapes[2] : before ? shapes[1] : shapes[0];
    result.push((shape ?? base(at)) + marks);
  }
  return result.join('');
}
