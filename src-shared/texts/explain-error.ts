import type { BonwartError } from '../contract/errors.ts';
import type { Language } from '../localized.ts';
import { errors as german } from './de/errors.ts';
import { roles as germanRoles } from './de/roles.ts';
import { errors as english } from './en/errors.ts';
import { roles as englishRoles } from './en/roles.ts';
import type { ErrorText } from './error-text.ts';

const byLanguage = { de: german, en: english };
const rolesByLanguage = { de: germanRoles, en: englishRoles };

/** Forms in which a placeholder's value can be shown: `{{freeBytes, bytes}}`. Without one it is shown as it is. */
export const placeholderForms: Record<string, (value: unknown, language: Language) => string> = {
  bytes: (value, language) => bytesAsWords(Number(value), language),
  seconds: (value, language) => secondsAsWords(Number(value), language),
  role: (value, language) => wordOf(rolesByLanguage[language].role, value),
  purpose: (value, language) => wordOf(rolesByLanguage[language].purpose, value),
};

function wordOf(words: Readonly<Record<string, string>>, key: unknown): string {
  return words[String(key)] ?? String(key);
}

/** The three sentences of an error in a language, with its data filled in. */
export function explainError(error: BonwartError, language: Language): ErrorText {
  const text = byLanguage[language][error.code];
  const fill = (sentence: string) => fillPlaceholders(sentence, error.data, language);
  return { happened: fill(text.happened), meaning: fill(text.meaning), next: fill(text.next) };
}

/** A sentence of the catalogue with its placeholders filled in; what is not given is left empty. */
export function fillPlaceholders(sentence: string, data: Record<string, unknown>, language: Language): string {
  return sentence.replace(/\{\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?\}\}/g, (_whole, name: string, form: string | undefined) => {
    const value = Object.hasOwn(data, name) ? data[name] : '';
    const show = form ? placeholderForms[form] : undefined;
    return show ? show(value, language) : String(value);
  });
}

/** Decimal units, one decimal place from a megabyte on: `2,3 MB`. */
function bytesAsWords(bytes: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let amount = Math.abs(bytes);
  let unit = 0;
  while (amount >= 999.95 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const digits = unit < 2 ? 0 : 1;
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(amount)} ${units[unit]}`;
}

function secondsAsWords(seconds: number, language: Language): string {
  const steps = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
    ['second', 1],
  ] as const;
  const amount = Math.abs(seconds);
  const [unit, size] = steps.find(([, size]) => amount >= size * 2) ?? ['second', 1];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(
    amount / size,
  );
}
