import type { MailLanguage } from '../../../src-shared/mail/schema.ts';
import type { Pen } from './letter/letters.ts';
import { type MailWords, readMailWords } from './words.ts';

/** Gives what letters are written with at an instant. The words are read when they are first needed. */
export function penCase(timeZone: string | undefined): (language: MailLanguage, restaurant: string, at: string) => Pen {
  const words = new Map<MailLanguage, MailWords>();
  return (language, restaurant, at) => {
    const known = words.get(language) ?? readMailWords(language);
    words.set(language, known);
    return { words: known, restaurant, at, time: clockFace(language, timeZone, at) };
  };
}

/** Says an instant: the time alone if it is today's, otherwise with its day. */
function clockFace(language: MailLanguage, timeZone: string | undefined, at: string): (instant: string) => string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const form = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, ...(timeZone ? { timeZone } : {}) });
  const time = form({ hour: '2-digit', minute: '2-digit' });
  const day = form({ weekday: 'short', day: '2-digit', month: '2-digit' });
  const today = day.format(new Date(at));
  return (instant) => {
    const date = new Date(instant);
    const itsDay = day.format(date);
    return itsDay === today ? time.format(date) : `${itsDay} ${time.format(date)}`;
  };
}

/** The clock on the wall, as `HH:MM`, and the day as the calendar has it. */
export function wallClock(at: string, timeZone: string | undefined): { time: string; day: string; isMonday: boolean } {
  const zone = timeZone ? { timeZone } : {};
  // Swedish dates and times are written as ISO 8601 has them
  const [day = '', time = ''] = new Intl.DateTimeFormat('sv-SE', {
    ...zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(new Date(at))
    .split(' ');
  return { time, day, isMonday: new Date(`${day}T12:00:00Z`).getUTCDay() === 1 };
}
