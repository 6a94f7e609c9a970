/** The Windows code pages that are printed with. 1254 has all of German, French and Turkish. */
export type CodePage = 1252 | 1254;

/** What stands for a character that no code page and no everyday spelling has, such as an emoji. Never a question mark. */
const placeholder = '*';

const spellings: Readonly<Record<string, string>> = {
  '\u1E9E': 'SS',
  ğ: 'g',
  Ğ: 'G',
  ş: 's',
  Ş: 'S',
  ı: 'i',
  İ: 'I',
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
  ə: 'e',
  Ə: 'E',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '―': '-',
  '⁄': '/',
  '″': '"',
  '′': "'",
  '₺': 'TL',
  '→': '->',
  '←': '<-',
  '✓': 'x',
  '✔': 'x',
  '≤': '<=',
  '≥': '>=',
};

const tables = new Map<CodePage, ReadonlySet<string>>();

/**
 * Turns any text into characters of the code page: as they are, else in everyday spelling (ł → l), else without their accent,
 * else a `*`. Control characters become spaces, so that no customer's note can talk to the printer; a run of unprintable
 * characters is one placeholder. A question mark comes out only where the text has one.
 */
export function printableText(text: string, page: CodePage): string {
  const table = tableOf(page);
  let result = '';
  let placed = false;
  for (const character of text.normalize('NFC')) {
    const printable = printableCharacter(character, table);
    if (printable === null) {
      if (!placed) result += placeholder;
      placed = true;
      continue;
    }
    if (printable !== '') placed = false;
    result += printable;
  }
  return result;
}

function printableCharacter(character: string, table: ReadonlySet<string>): string | null {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(character)) return ' ';
  // Joiners, direction marks and variation selectors have no picture of their own.
  if (/[\p{Cf}\p{Mn}\p{Me}]/u.test(character)) return '';
  if (table.has(character)) return character;
  const spelling = spellings[character];
  if (spelling !== undefined) return spelling;
  if (/\p{Zs}/u.test(character)) return ' ';
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain !== '' && [...plain].every((part) => table.has(part)) ? plain : null;
}

function tableOf(page: CodePage): ReadonlySet<string> {
  const known = tables.get(page);
  if (known) return known;
  const upper = new TextDecoder(`windows-${page}`).decode(Uint8Array.from({ length: 128 }, (_, index) => index + 128));
  const table = new Set<string>();
  for (let code = 32; code < 127; code += 1) table.add(String.fromCharCode(code));
  for (const character of upper) if (!/[\p{Cc}\p{Cf}]/u.test(character)) table.add(character);
  tables.set(page, table);
  return table;
}
