/** Letters that have no decomposition, and what people type for them. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  ı: 'i',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
};
const umlauts: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' };
const longestWord = 40;
const mostWords = 400;

/** The words of a text as they are compared: small letters without marks. `Müller-Groß` is `muller` and `gross`. */
export function foldedWords(text: string): string[] {
  const small = text.normalize('NFC').toLowerCase();
  const plain = small
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßıøæœłđ]/g, (letter) => plainLetters[letter] ?? letter);
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, longestWord));
}

/** Also as somebody without umlauts writes it: `mueller`. */
function spelledOut(text: string): string[] {
  const small = text.normalize('NFC').toLowerCase();
  if (!/[äöü]/.test(small)) return [];
  return foldedWords(small.replace(/[äöü]/g, (letter) => umlauts[letter] ?? letter));
}

/** All ends of a number from so many digits on: people remember the last ones. */
function endings(digits: string, shortest: number): string[] {
  const found: string[] = [];
  for (let from = 0; from <= digits.length - shortest; from += 1) found.push(digits.slice(from));
  return found;
}

/**
 * What an order is found by: its number and the ends of it, the guest, his phone and its ends, street and town, the dishes with
 * their extras, notes. From the shop's own words, which may lack anything and may be no JSON at all.
 */
export function orderWords(order: { number: string; customer: string; rawJson: string }): string[] {
  const raw = parsed(order.rawJson);
  const logistics = at(raw, 'shippingInfo', 'logistics');
  const address = at(logistics, 'shippingDestination', 'address');
  const contacts = [at(raw, 'recipientInfo', 'contactDetails'), at(logistics, 'shippingDestination', 'contactDetails')];
  const texts = [
    order.number,
    order.customer,
    at(raw, 'buyerNote'),
    ...['streetAddress', 'addressLine', 'addressLine2', 'postalCode', 'city'].map((name) => at(address, name)),
    ...contacts.flatMap((contact) => ['firstName', 'lastName'].map((name) => at(contact, name))),
    ...list(at(raw, 'lineItems')).flatMap((item) => [
      at(item, 'productName'),
      ...list(at(item, 'modifierGroups')).flatMap((group) =>
        list(at(group, 'modifiers')).map((one) => at(one, 'label')),
      ),
    ]),
  ].flatMap(strings);
  const words = new Set(texts.flatMap((text) => [...foldedWords(text), ...spelledOut(text)]));
  for (const word of foldedWords(order.number)) for (const end of endings(word, 2)) words.add(end);
  for (const phone of contacts.flatMap((contact) => strings(at(contact, 'phone'))))
    for (const end of endings(phone.replace(/\D/g, ''), 4)) words.add(end);
  return [...words].slice(0, mostWords);
}

/** The words of a question; what is a single character is left out where there is more to go by. */
export function questionWords(question: string): string[] {
  const words = [...new Set(foldedWords(question))].slice(0, 8);
  const telling = words.filter(({ length }) => length > 1);
  return telling.length > 0 ? telling : words;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inside, name) =>
      typeof inside === 'object' && inside !== null ? (inside as Record<string, unknown>)[name] : undefined,
    value,
  );
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts in a value: itself, or those of an object's fields (`original` and `translated`, name and number of a street). */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).filter((field) => typeof field === 'string');
}
