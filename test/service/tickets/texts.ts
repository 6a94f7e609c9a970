/** A small generator of its own (mulberry32), so that a seed means the same texts everywhere. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const words = {
  german: [
    'Döner',
    'groß',
    'Nußallergie!',
    'Käsespätzle',
    'Öl',
    'Übung',
    '„ohne',
    'Zwiebeln“',
    'STRAẞE',
    '12,50',
    '€',
    '–',
    'Soße',
    'Müßig',
    'Schärfe?',
  ],
  french: [
    'crème',
    'brûlée',
    'à',
    'l’œuf',
    'Ça',
    'où',
    'Noël',
    'ŒUVRE',
    'naïve',
    '«',
    'sans',
    '»',
    'Ÿ',
    'garçon',
    'goûter',
  ],
  turkish: [
    'İçli',
    'köfte',
    'şiş',
    'Yıldız',
    'ğ',
    'Ğ',
    'İSTANBUL',
    'soğansız',
    'ekstra',
    'acı',
    'Ayşe',
    'ÇĞİÖŞÜ',
    '₺',
    'lütfen',
    'kapıda',
  ],
  emoji: ['🥜', '🍕', '👩‍🍳', '🌶️', '❤️', '👍🏽', '🇩🇪', '1️⃣', '😀', '🫓', '🧿', '☎', '✓', '🥙'],
  rest: [
    'Łódź',
    'Škoda',
    'Žižka',
    'مرحبا',
    'بدون',
    'بصل',
    '(حار)',
    'שלום',
    '漢字',
    '抜き',
    '한국',
    'ไม่เผ็ด',
    'हिन्दी',
    'Ελλάδα',
    'Київ',
    'x̌',
    '½',
    '①',
    'ﬁ',
    '𝒜',
    '\u{2A6D6}',
    '\u{10FFFD}',
  ],
} as const;
export type Kind = keyof typeof words;

/** The parts of the words, for tests that make texts differently. */
export const someWords: readonly string[] = Object.values(words).flat();

/** The text with this number: mostly what guests write, now and then what nobody expects. */
export function textNumber(number: number): { text: string; kind: Kind } {
  const random = randomOf(number * 7919 + 20_261_123);
  const kinds: readonly Kind[] = ['german', 'german', 'french', 'turkish', 'turkish', 'emoji', 'rest'];
  const kind = kinds[random(kinds.length)] ?? 'german';
  const parts = Array.from({ length: 1 + random(12) }, () => {
    // A second language in one line is what one code page cannot do.
    const from = words[random(6) === 0 ? (kinds[random(kinds.length)] ?? kind) : kind];
    const word = from[random(from.length)] ?? '';
    return random(9) === 0 ? word + word : word;
  });
  return { text: parts.join(random(10) === 0 ? '  ' : ' '), kind };
}
