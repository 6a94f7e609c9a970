import { expect, test } from 'vitest';
import { penCase, wallClock } from '../../../src-pi/service/mail/pen.ts';

test('a time of today stands alone, another one behind its day, in the words of the language', () => {
  const at = '2026-11-24T18:00:00.000Z';
  const timeIn = (language: 'de' | 'en') => penCase('Europe/Berlin')(language, 'Da Mario', at).time;
  expect(timeIn('de')('2026-11-24T22:30:00.000Z')).toBe('23:30');
  expect(timeIn('de')('2026-11-24T23:30:00.000Z')).toBe('Mi., 25.11. 00:30');
  for (let day = 15; day < 22; day += 1) {
    const instant = new Date(Date.UTC(2026, 10, day, 11, 7));
    for (const [language, locale] of [
      ['de', 'de-DE'],
      ['en', 'en-GB'],
    ] as const) {
      const form = { weekday: 'short', day: '2-digit', month: '2-digit', timeZone: 'Europe/Berlin' } as const;
      const said = new Intl.DateTimeFormat(locale, form).format(instant);
      expect(timeIn(language)(instant.toISOString())).toBe(`${said} 12:07`);
    }
  }
});

test('the clock on the wall knows its Monday', () => {
  expect(wallClock('2026-11-22T23:05:00.000Z', 'Europe/Berlin')).toEqual({
    time: '00:05',
    day: '2026-11-23',
    isMonday: true,
  });
  expect(wallClock('2026-11-22T23:05:00.000Z', 'UTC')).toEqual({ time: '23:05', day: '2026-11-22', isMonday: false });
});
