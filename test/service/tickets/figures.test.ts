import { expect, test } from 'vitest';
import { amountText, figureText } from '../../../src-pi/service/tickets/figures.ts';
import { readTicketWords } from '../../../src-pi/service/tickets/words.ts';
import { clockText, dayText, wallTime } from '../../../src-pi/service/time/wall-clock.ts';

const languages = ['de', 'en', 'tr'] as const;
const cents = [0, 1, 9, 10, 99, 100, 1250, 99_999, 100_000, 123_456, 99_999_999, 123_456_780, -1, -1250, -123_456];

test('amounts and figures are written as Intl writes them', () => {
  for (const language of languages) {
    const words = readTicketWords(language);
    const euro = new Intl.NumberFormat(words.locale, { style: 'currency', currency: 'EUR' });
    const two = new Intl.NumberFormat(words.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    for (const amount of cents) {
      expect(amountText(words, amount, 'EUR')).toBe(euro.format(amount / 100));
      expect(figureText(words, amount / 100, 2)).toBe(two.format(amount / 100));
    }
    for (const rate of [7, 19, 2.6, 7.125, 0, 10, 1000, 8.1])
      expect(figureText(words, rate)).toBe(new Intl.NumberFormat(words.locale).format(rate));
  }
});

test('other currencies have their own signs, and one that is none its own word', () => {
  const words = readTicketWords('de');
  expect(amountText(words, 123_450, 'USD')).toBe('1.234,50\u00a0$');
  expect(amountText(words, 1250, 'no money')).toBe('12.50 no money');
});

test('times and days are written as Intl writes them', () => {
  for (const language of languages) {
    const words = readTicketWords(language);
    for (const at of [new Date('2026-01-02T23:05:00Z'), new Date('2026-11-24T00:00:00Z')]) {
      const wall = wallTime(at, 'UTC');
      const zone = { timeZone: 'UTC' };
      const clock = new Intl.DateTimeFormat(words.locale, { hour: '2-digit', minute: '2-digit', ...zone });
      const day = new Intl.DateTimeFormat(words.locale, { day: '2-digit', month: '2-digit', ...zone });
      expect([clockText(wall), dayText(words.dayForm, wall)]).toEqual([clock.format(at), day.format(at)]);
    }
  }
});
