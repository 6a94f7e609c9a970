/**
 * Cuts a stream of ESC/POS bytes into commands. Lengths follow Epson's ESC/POS application programming guide; what is not
 * in the table becomes a command named `unknown`, two bytes long, so that any stream ends.
 */

export interface Command {
  /** `text` (one byte of it), a control character's name (`LF`), or prefix and letter (`ESC t`, `GS ( H`, `DLE EOT`). */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The bytes behind the name: parameters, for `text` the byte itself. */
  readonly data: Uint8Array;
}

/** How many parameter bytes follow the name at `from`; undefined as long as the bytes that tell are not there yet. */
type Length = (bytes: Uint8Array, from: number) => number | undefined;

const fixed =
  (count: number): Length =>
  () =>
    count;

const word = (bytes: Uint8Array, at: number): number | undefined => {
  const low = bytes[at];
  const high = bytes[at + 1];
  return low === undefined || high === undefined ? undefined : low + high * 256;
};

/** `fn pL pH d1…dn` behind an opening bracket: the function letter is part of the name, the rest are parameters. */
const bracket: Length = (bytes, from) => {
  const count = word(bytes, from);
  return count === undefined ? undefined : 2 + count;
};

const untilNul: Length = (bytes, from) => {
  const end = bytes.indexOf(0, from);
  return end < 0 ? undefined : end - from + 1;
};

const byByte =
  (choose: (first: number) => number | Length): Length =>
  (bytes, from) => {
    const first = bytes[from];
    if (first === undefined) return undefined;
    const chosen = choose(first);
    return typeof chosen === 'number' ? chosen : chosen(bytes, from);
  };

/** `ESC * m nL nH d…`: columns of one byte (8 dots) or three (24 dots). */
const columnImage: Length = (bytes, from) => {
  const columns = word(bytes, from + 1);
  return columns === undefined ? undefined : 3 + columns * ((bytes[from] ?? 0) >= 32 ? 3 : 1);
};

/** `GS v 0 m xL xH yL yH d…`: x bytes wide, y dots high. */
const rasterImage: Length = (bytes, from) => {
  const wide = word(bytes, from + 2);
  const high = word(bytes, from + 4);
  return wide === undefined || high === undefined ? undefined : 6 + wide * high;
};

/** `ESC & y c1 c2 [x d…]…`: glyphs of one's own. */
const ownGlyphs: Length = (bytes, from) => {
  const [tall, first, last] = [bytes[from], bytes[from + 1], bytes[from + 2]];
  if (tall === undefined || first === undefined || last === undefined) return undefined;
  let at = from + 3;
  for (let glyph = first; glyph <= last; glyph++) {
    const wide = bytes[at];
    if (wide === undefined) return undefined;
    at += 1 + wide * tall;
  }
  return at - from;
};

const barcode = byByte((system) =>
  system <= 6 ? untilNul : (bytes, from) => (bytes[from + 1] === undefined ? undefined : 2 + (bytes[from + 1] ?? 0)),
);

/** `GS 8 L p1 p2 p3 p4 …`: as `GS ( L`, with four bytes of length. */
const largeGraphics: Length = (bytes, from) => {
  const low = word(bytes, from + 1);
  const high = word(bytes, from + 3);
  return low === undefined || high === undefined ? undefined : 5 + low + high * 65536;
};

const table: Readonly<Record<number, { readonly name: string; readonly letters: Readonly<Record<string, Length>> }>> = {
  16: {
    name: 'DLE',
    letters: {
      '\x04': byByte((n) => (n === 7 || n === 8 || n === 18 ? 2 : 1)),
      '\x05': fixed(1),
      '\x14': byByte((n) => (n === 8 ? 8 : n === 1 || n === 2 ? 3 : 2)),
    },
  },
  27: {
    name: 'ESC',
    letters: {
      ...lengths(0, '@2Liv' + 'mS<'),
      ...lengths(1, '!-{EGMaJ3tR rTd=%?eVKUu '),
      ...lengths(2, '$\\Bc'),
      ...lengths(3, 'p'),
      W: fixed(8),
      D: untilNul,
      '*': columnImage,
      '&': ownGlyphs,
      '(': bracket,
    },
  },
  28: { name: 'FS', letters: { ...lengths(0, '.&'), ...lengths(1, '!-CW'), ...lengths(2, 'Sp'), '(': bracket } },
  29: {
    name: 'GS',
    letters: {
      ...lengths(0, ':'),
      ...lengths(1, '!BrahwHf/bETjI'),
      ...lengths(2, 'LWP$\\'),
      ...lengths(3, '^'),
      V: byByte((m) => ([65, 66, 97, 98, 103, 104].includes(m) ? 2 : 1)),
      v: rasterImage,
      '(': bracket,
      '8': largeGraphics,
      k: barcode,
      '*': (bytes, from) => {
        const [x, y] = [bytes[from], bytes[from + 1]];
        return x === undefined || y === undefined ? undefined : 2 + x * y * 8;
      },
      g: fixed(4),
      z: fixed(2),
    },
  },
};

function lengths(count: number, letters: string): Record<string, Length> {
  return Object.fromEntries([...letters].map((letter) => [letter, fixed(count)]));
}

const controls: Readonly<Record<number, string>> = { 0: 'NUL', 9: 'HT', 10: 'LF', 12: 'FF', 13: 'CR', 24: 'CAN' };
const dleNames: Readonly<Record<string, string>> = { '\x04': 'EOT', '\x05': 'ENQ', '\x14': 'DC4' };

/**
 * The command that begins at `start`. Undefined if its last byte is not there yet: ask again when more has come, or, at the end
 * of everything, take what is left as an oddity.
 */
export function nextCommand(bytes: Uint8Array, start: number): Command | undefined {
  const first = bytes[start];
  if (first === undefined) return undefined;
  const one = (name: string, from: number): Command => ({
    name,
    start,
    end: start + 1,
    data: bytes.subarray(from, start + 1),
  });
  const family = table[first];
  if (!family) {
    const control = controls[first];
    if (control) return one(control, start + 1);
    return first >= 0x20 ? one('text', start) : one('unknown', start);
  }
  const second = bytes[start + 1];
  if (second === undefined) return undefined;
  const letter = String.fromCharCode(second);
  const length = family.letters[letter];
  if (!length) return { name: 'unknown', start, end: start + 2, data: bytes.subarray(start, start + 2) };
  let name = `${family.name} ${first === 16 ? dleNames[letter] : letter}`;
  let from = start + 2;
  if (letter === '(') {
    const inner = bytes[from];
    if (inner === undefined) return undefined;
    name += ` ${String.fromCharCode(inner)}`;
    from += 1;
  }
  const count = length(bytes, from);
  if (count === undefined || from + count > bytes.length) return undefined;
  return { name, start, end: from + count, data: bytes.subarray(from, from + count) };
}

/** A byte sequence as people write it: `1B 40`. */
export function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
}
