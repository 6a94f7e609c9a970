/** Bytes of ASN.1 in its distinguished encoding (X.690), as far as a certificate needs it. */
export type Der = Buffer;

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  objectId: 0x06,
  text: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Tag, length and content (X.690 §8.1). */
export function tagged(tag: number, ...content: readonly Der[]): Der {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), lengthOf(body.length), body]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}

export const sequence = (...parts: readonly Der[]): Der => tagged(tags.sequence, ...parts);
export const set = (...parts: readonly Der[]): Der => tagged(tags.set, ...parts);
export const octets = (bytes: Buffer): Der => tagged(tags.octets, bytes);
export const text = (words: string): Der => tagged(tags.text, Buffer.from(words, 'utf8'));
export const yes = (): Der => tagged(tags.boolean, Buffer.of(0xff));

/** Bits; the last `unused` ones of the last byte count for nothing. */
export const bits = (bytes: Buffer, unused = 0): Der => tagged(tags.bits, Buffer.of(unused), bytes);

/** A number of zero or more, its highest byte first. */
export function integer(bytes: Buffer): Der {
  // a first bit that is set would make it negative
  return tagged(tags.integer, (bytes[0] ?? 0) >= 0x80 ? Buffer.of(0) : Buffer.alloc(0), bytes);
}

/** An object identifier as people write it, such as `2.5.29.17` (X.690 §8.19). */
export function objectId(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const groups = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return tagged(tags.objectId, Buffer.from(bytes));
}

/** An instant to the second; good until 2049, from when on a certificate says it otherwise (RFC 5280 §4.1.2.5). */
export function utcTime(at: Date): Der {
  const digits = at.toISOString().replace(/\D/g, '').slice(2, 14);
  return tagged(tags.utcTime, Buffer.from(`${digits}Z`, 'latin1'));
}
