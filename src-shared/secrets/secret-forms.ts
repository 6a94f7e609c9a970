const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of a text in UTF-8. */
export function utf8(text: string): number[] {
  const escaped = encodeURIComponent(text.toWellFormed());
  const bytes: number[] = [];
  for (let place = 0; place < escaped.length; place += 1) {
    if (escaped[place] !== '%') bytes.push(escaped.charCodeAt(place));
    else {
      bytes.push(Number.parseInt(escaped.slice(place + 1, place + 3), 16));
      place += 2;
    }
  }
  return bytes;
}

/** What base64 of anything that contains these bytes must contain, where so many bytes (0, 1 or 2) of a group of three stand before them. */
export function base64Inside(bytes: readonly number[], before: 0 | 1 | 2): string {
  const bits = [...Array<number>(before).fill(0), ...bytes];
  let text = '';
  for (let place = 0; place + 2 < bits.length; place += 3) {
    const group = ((bits[place] ?? 0) << 16) | ((bits[place + 1] ?? 0) << 8) | (bits[place + 2] ?? 0);
    for (const shift of [18, 12, 6, 0]) text += alphabet[(group >> shift) & 63];
  }
  const left = bits.length % 3;
  const last = ((bits.at(-left) ?? 0) << 16) | ((left === 2 ? (bits.at(-1) ?? 0) : 0) << 8);
  // of what is left over only the digits that nothing behind can change
  if (left > 0) for (const shift of left === 1 ? [18] : [18, 12]) text += alphabet[(last >> shift) & 63];
  return text.slice([0, 2, 3][before]);
}

/**
 * Every way in which a secret may stand in a text: as it is, its UTF-8 read as single bytes, percent-encoded, base64 and base64url at each of
 * the three offsets, hexadecimal.
 */
export function secretForms(secret: string): string[] {
  const bytes = utf8(secret);
  const encoded = ([0, 1, 2] as const).map((before) => base64Inside(bytes, before));
  return [
    secret,
    String.fromCharCode(...bytes),
    encodeURIComponent(secret.toWellFormed()),
    ...encoded,
    ...encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  ];
}
