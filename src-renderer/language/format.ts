import type { Language, Localized } from '../../src-shared/localized.ts';
import { bytesAsWords, secondsAsWords } from '../../src-shared/texts/explain-error.ts';

const locales: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

/** A sentence of a runbook in the language of the window. */
export function inLanguage(sentence: Localized, language: Language): string {
  return sentence[language];
}

/** As people say it: `vor 2 Minuten`, `in 3 Stunden`, `gerade eben` under ten seconds. */
export function relativeTime(at: string, now: number, language: Language): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const words = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 10) return language === 'de' ? 'gerade eben' : 'just now';
  if (size < 90) return words.format(seconds, 'second');
  if (size < 3600) return words.format(Math.round(seconds / 60), 'minute');
  if (size < 36 * 3600) return words.format(Math.round(seconds / 3600), 'hour');
  return words.format(Math.round(seconds / 86_400), 'day');
}

/** `19:02` */
export function clockTime(at: string | number, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
}

/** `19:02:11` */
export function clockWithSeconds(at: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(
    new Date(at),
  );
}

/** `Mo., 23. November, 19:02:11`, for tooltips and histories. */
export function exactTime(at: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(at));
}

/** `23. November, 19:02` */
export function dayAndTime(at: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
}

/** A day of a calendar (`2026-11-23`) as `23.11.`. */
export function dayOnly(day: string, language: Language): string {
  const noon = new Date(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat(locales[language], { day: 'numeric', month: 'numeric', timeZone: 'UTC' }).format(noon);
}

/** A running clock: `0:04`, `12:30`, `1:02:30`. Never negative. */
export function stopwatch(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const rest = String(seconds % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}

/** `2,3 MB` */
export function bytes(amount: number, language: Language): string {
  return bytesAsWords(amount, language);
}

/** `10 Sekunden`, `3 Minuten`; under a second `1 Sekunde`. */
export function duration(milliseconds: number, language: Language): string {
  return secondsAsWords(Math.max(1, Math.round(milliseconds / 1000)), language);
}

/** `2,1 s`, for the proof of a step that is done. */
export function shortDuration(milliseconds: number, language: Language): string {
  const seconds = milliseconds / 1000;
  const digits = seconds < 10 ? 1 : 0;
  const number = new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits });
  return seconds < 90 ? `${number.format(seconds)} s` : `${number.format(seconds / 60)} min`;
}

export function number(value: number, language: Language, digits = 0): string {
  return new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }).format(value);
}
