import type { TicketWords } from './words.ts';

/** How a language writes figures. */
export type FigureWords = Pick<TicketWords, 'locale' | 'decimalPoint' | 'thousandsPoint' | 'euroForm'>;

/** `1.234,50`, with so many digits behind the point; without a number of them as many as there are, and three at most. */
export function figureText(words: FigureWords, value: number, digits?: number): string {
  return `${value < 0 ? '-' : ''}${unsigned(words, Math.abs(value), digits)}`;
}

/**
 * `12,50 €`; the ticket's language says how. Euros are written without Intl, which would take 7 MB for it and keep them: see `time/wall-clock.ts`. The signs
 * of other currencies only Intl knows.
 */
export function amountText(words: FigureWords, cents: number, currency: string): string {
  if (currency === 'EUR')
    return `${cents < 0 ? '-' : ''}${words.euroForm.replace('#', unsigned(words, Math.abs(cents) / 100, 2))}`;
  try {
    return new Intl.NumberFormat(words.locale, { style: 'currency', currency }).format(cents / 100);
  } catch {
    // No such currency: the shop's own word for it is still better than none.
    return `${(cents / 100).toFixed(2)} ${currency}`;
  }
}

function unsigned(words: FigureWords, value: number, digits: number | undefined): string {
  const text = digits === undefined ? value.toFixed(3).replace(/\.?0+$/, '') : value.toFixed(digits);
  const [whole = '', behind] = text.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, words.thousandsPoint);
  return behind === undefined ? grouped : `${grouped}${words.decimalPoint}${behind}`;
}
