import type { MailLanguage } from '../../../src-shared/mail/schema.ts';
import { clockText, dayText, type WallTime, wallTime } from '../time/wall-clock.ts';
import type { Pen } from './letter/letters.ts';
import { type MailWords, readMailWords } from './words.ts';

/** Gives what letters are written with at an instant. The words are read when they are first needed. */
export function penCase(timeZone: string | undefined): (language: MailLanguage, restaurant: string, at: string) => Pen {
  const words = new Map<MailLanguage, MailWords>();
  return (language, restaurant, at) => {
    const known = words.get(language) ?? readMailWords(language);
    words.set(language, known);
    return { words: known, restaurant, at, time: clockFace(known, timeZone, at) };
  };
}

/** Says an instant: the time alone if it is today's, otherwise with its day. */
function clockFace({ calendar }: MailWords, timeZone: string | undefined, at: string): (instant: string) => string {
  const dayOf = (time: WallTime) => `${calendar.weekdays[time.weekday]} ${dayText(calendar.dayForm, time)}`;
  const today = dayOf(wallTime(new Date(at), timeZone));
  return (instant) => {
    const time = wallTime(new Date(instant), timeZone);
    return dayOf(time) === today ? clockText(time) : `${dayOf(time)} ${clockText(time)}`;
  };
}

/** The clock on the wall, as `HH:MM`, and the day as ISO 8601 has it. */
export function wallClock(at: string, timeZone: string | undefined): { time: string; day: string; isMonday: boolean } {
  const wall = wallTime(new Date(at), timeZone);
  return { time: clockText(wall), day: dayText(`${wall.year}-MM-DD`, wall), isMonday: wall.weekday === 1 };
}
