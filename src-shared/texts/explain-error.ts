import type { BonwartError } from '../contract/errors.ts';
import type { Language } from '../localized.ts';
import type { ErrorText } from './error-text.ts';
import type { Spoken } from './index.ts';

/** Forms in which a placeholder's value can be shown: `{{freeBytes, bytes}}`. Without one it is shown as it is. */
export const placeholderForms: Record<string, (value: unknown, spoken: Spoken) => string> = {
  bytes: (value, { language }) => bytesAsWords(Number(value), language),
  seconds: (value, { language }) => secondsAsWords(Number(value), language),
  role: (value, { texts }) => wordOf(texts.roles.role, value),
  purpose: (value, { texts }) => wordOf(texts.roles.purpose, value),
};

function wordOf(words: Readonly<Record<string, string>>, key: unknown): string {
  return words[String(key)] ?? String(key);
}

/** The three sentences of an error in a language, with its data filled in. */
export function explainError(error: BonwartError, spoken: Spoken): ErrorText {
  const text = spoken.texts.errors[error.code];
  const fill = (sentence: string) => fillPlaceholders(sentence, error.data, spoken);
  return { happened: fill(text.happened), meaning: fill(text.meaning), next: fill(text.next) };
}

/** A sentence of the catalogue with its placeholders filled in; what is not given is left empty. */
export function fillPlaceholders(sentence: string, data: Record<string, unknown>, spoken: Spoken): string {
  return sentence.replace(/\{\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?\}\}/g, (_whole, name: string, form: string | undefined) => {
    const value = Object.hasOwn(data, name) ? data[name] : '';
    const show = form ? placeholderForms[form] : undefined;
    return show ? show(value, spoken) : String(value);
  });
}

/** Decimal units, one decimal place from a megabyte on: `2,3 MB`. */
export function bytesAsWords(bytes: number, language: Language): string {
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

/** The largest unit of which there are at least two: `3 Minuten`, `90 Sekunden`. */
export function secondsAsWords(seconds: number, language: Language): string {
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
