import type { Language } from '../localized.ts';
import type { Criterion, Unit } from '../runbook/sign-off.ts';
import { inUnit } from './evaluate.ts';

const locales: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

/** A measured value (in the measure's base unit) as people say it: times in the unit that suits them, not in that of the target. */
export function valueInWords(value: number, unit: Unit, language: Language): string {
  return amount(inUnit(value, naturalUnit(value, unit)), naturalUnit(value, unit), language);
}

/** The target's number with its unit, without "under" or "at least". */
export function targetInWords({ target, unit }: Pick<Criterion, 'target' | 'unit'>, language: Language): string {
  return amount(target, unit, language);
}

/** `23. November 2026 um 18:02` */
export function momentInWords(at: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at));
}

function naturalUnit(value: number, unit: Unit): Unit {
  if (unit !== 'minutes' && unit !== 'seconds' && unit !== 'milliseconds') return unit;
  if (value < 1000) return 'milliseconds';
  return value < 90_000 ? 'seconds' : 'minutes';
}

const names = { minutes: 'minute', seconds: 'second', milliseconds: 'millisecond', percent: 'percent' } as const;

function amount(value: number, unit: Unit, language: Language): string {
  // what is missed must not look met by rounding: one digit below ten, and of a share
  const maximumFractionDigits = Math.abs(value) < 10 || unit === 'percent' ? 1 : 0;
  if (unit === 'orders' || unit === 'tickets' || unit === 'mails')
    return new Intl.NumberFormat(locales[language], { maximumFractionDigits }).format(value);
  const name = unit === 'megabytes' ? 'megabyte' : names[unit];
  return new Intl.NumberFormat(locales[language], { style: 'unit', unit: name, maximumFractionDigits }).format(value);
}
