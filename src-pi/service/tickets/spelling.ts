/** Characters that a printer has in one of its code pages. */
export type CharacterSet = ReadonlySet<string>;

/** Everyday spellings of what has no plain letter of its own by Unicode's decomposition. */
const spellings: Readonly<Record<string, string>> = {
  '\u1E9E': 'SS',
  ß: 'ss',
  œ: 'oe',
  Œ: 'OE',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  ı: 'i',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  Ħ: 'H',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ŋ: 'ng',
  Ŋ: 'Ng',
  ə: 'e',
  Ə: 'E',
  '„': '"',
  '“': '"',
  '”': '"',
  '‟': '"',
  '‚': ',',
  '‘': "'",
  '’': "'",
  '‛': "'",
  '‹': '<',
  '›': '>',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '―': '-',
  '⁄': '/',
  '∕': '/',
  '″': '"',
  '′': "'",
  '•': '*',
  '·': '*',
  '×': 'x',
  '€': 'EUR',
  '₺': 'TL',
  '→': '->',
  '←': '<-',
  '≤': '<=',
  '≥': '>=',
};

/**
 * Any text as one line that a printer may be given: control characters and line ends become spaces, so that no guest's note can
 * talk to the printer, and what has no picture of its own (joiners, direction marks, variation selectors) is left out.
 */
export function cleanLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Variation_Selector}]/gu, '');
}

/** Whether the printer has all of it. */
export function isCovered(text: string, set: CharacterSet): boolean {
  for (const character of text) if (!set.has(character)) return false;
  return true;
}

/**
 * The text in characters of the set: as they are, else in everyday spelling (ł → l), else without their accent. Null if there is
 * one that has no such spelling. A question mark comes out only where the text has one.
 */
export function spelled(text: string, set: CharacterSet): { text: string; changes: number } | null {
  let result = '';
  let changes = 0;
  let afterLetter = false;
  for (const character of text) {
    if (set.has(character)) {
      result += character;
      afterLetter = /\p{L}|\p{N}/u.test(character);
      continue;
    }
    const plain = /\p{M}/u.test(character) ? (afterLetter ? '' : null) : spelledCharacter(character, set);
    if (plain === null) return null;
    result += plain;
    changes += 1;
    if (plain !== '') afterLetter = /\p{L}|\p{N}/u.test(character);
  }
  return { text: result, changes };
}

function spelledCharacter(character: string, set: CharacterSet): string | null {
  const everyday = spellings[character];
  if (everyday !== undefined && isCovered(everyday, set)) return everyday;
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
  // Only letters of our own script and signs stand for themselves without their accent or their frame.
  if (plain === '' || plain === character) return null;
  return [...plain].every((part) => set.has(part)) ? plain : null;
}
