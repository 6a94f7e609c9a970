import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secretHider } from '../../../src-shared/secrets/hide-secrets.ts';
import { base64Inside, utf8 } from '../../../src-shared/secrets/secret-forms.ts';

const short = 'kaese9';
const usual = 'Pa+ss/wört "7" 100%';
const long = 'IST.eyJraWQiOiJQb3pIX2FDMiIsImFsZyI6IlJTMjU2In0.aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789';
const hide = secretHider([short, usual, long]);

const encoded = (text: string, form: 'base64' | 'base64url' | 'hex') => Buffer.from(text).toString(form);
const forms: Record<string, string> = {
  plain: usual,
  'small letters': usual.toLowerCase(),
  JSON: JSON.stringify({ password: usual }),
  'JSON with escapes': `"${[...usual].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`,
  'an address': `https://example.de/?p=${encodeURIComponent(usual)}`,
  'an address, every letter': [...Buffer.from(usual)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  base64: encoded(usual, 'base64'),
  'base64 behind one letter': encoded(`u${usual}!!`, 'base64'),
  'base64 behind two letters': encoded(`us${usual}!`, 'base64'),
  'AUTH PLAIN': encoded(`\0pi@example.de\0${usual}`, 'base64'),
  'base64 for addresses': encoded(`?>${long}`, 'base64url'),
  'base64 in lines': (encoded(`${long}${long}`, 'base64').match(/.{1,20}/g) ?? []).join('\r\n'),
  hexadecimal: encoded(usual, 'hex').toUpperCase(),
  'split by a line end': `${long.slice(0, 30)}\n${long.slice(30)}`,
  'split in JSON': JSON.stringify(`${long.slice(0, 30)}\n${long.slice(30)}`),
  'split by spaces': [...long].join(' '),
  'split like a mail': `${long.slice(0, 40)}=\r\n${long.slice(40)}`,
  'in two fields': JSON.stringify({ first: long.slice(0, 42), second: long.slice(42) }),
  'as single bytes': Buffer.from(usual).toString('latin1'),
  short,
};

test.each(Object.entries(forms))('a secret is hidden: %s', (_name, text) => {
  const { text: clean, hidden } = hide(`before ${text} after`);
  expect(hidden).toBeGreaterThan(0);
  expect(clean.startsWith('before ')).toBe(true);
  expect(clean.endsWith(' after')).toBe(true);
  expect(clean).toContain('[hidden]');
  for (const secret of [usual, long]) {
    const plain = clean.replace(/[\s"'\\,|]|=\r\n/g, '');
    expect(plain.toLowerCase()).not.toContain(secret.replace(/[\s"'\\,|]/g, '').toLowerCase());
    for (let place = 0; place + 16 <= secret.length; place += 16)
      expect(plain).not.toContain(secret.slice(place, place + 16));
  }
  expect(hide(clean).text).toBe(clean);
});

test('what is no secret stays, to the letter', () => {
  const text = `${JSON.stringify({ at: '2026-11-23T17:02:00Z', text: 'Käse 9, k a e s e 9', none: 'kaes%659' })}\n100 %`;
  expect(hide(text)).toEqual({ text, hidden: 0 });
  expect(secretHider(['', 'abc', '      '])('abc       ')).toEqual({ text: 'abc       ', hidden: 0 });
});

test('any secret in any text is gone in each form, and what stands around it stays', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'aZ9 "\'\\#=$`%+/äß€\n'), minLength: 12, maxLength: 40 });
  const secret = letters.filter((text) => text.replace(/[\s"'\\,|=]/g, '').length >= 12);
  fc.assert(
    fc.property(secret, fc.nat(5), (planted, form) => {
      const ways = [planted, encodeURIComponent(planted), encoded(planted, 'base64'), encoded(planted, 'hex')];
      const way = ways[form % ways.length] ?? '';
      const { text } = secretHider([planted])(`<<<${way}>>>`);
      expect(text.replace('[hidden]', '')).not.toContain(way);
      expect(text.startsWith('<<<') && text.endsWith('>>>')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('base64 at each offset is what Node makes of it', () => {
  const words = utf8('schärfer als "Chili"');
  for (const before of [0, 1, 2] as const)
    expect(Buffer.from([...Array(before).fill(9), ...words, 8, 8, 8]).toString('base64')).toContain(
      base64Inside(words, before),
    );
});

test('a large text takes no long time', () => {
  const line = `{"at":"2026-11-23T17:02:00.000Z","level":"info","msg":"printed","file":"C:\\\\ticket, 1%"}\n`;
  const many = Array.from({ length: 40 }, (_none, place) => `${long}${place}`);
  const text = `${line.repeat(20_000)}${long}3`;
  expect(secretHider(many)(text).text.endsWith('[hidden]')).toBe(true);
});
