import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { MailLanguage } from '../../../src-shared/mail/schema.ts';
import { printerStateSchema } from '../../../src-shared/service/panel.ts';
import { program } from '../program-files.ts';
import { type NoticeType, noticeTypes } from './notices/types.ts';

const word = z.string().min(1);
/** Of a printer that prints nothing is told. */
const printerState = printerStateSchema.exclude(['ready', 'paper-near-end']);

const noticeWords = z.strictObject({ subject: word, what: word, todo: z.array(word), solved: word });

const wordsSchema = z.strictObject({
  printerStates: z.record(printerState, word),
  printerTodo: z.record(printerState, z.array(word).min(1)),
  storageFaults: z.record(z.enum(['full', 'read-only', 'damaged']), word),
  types: z.record(z.enum(noticeTypes as readonly [NoticeType, ...NoticeType[]]), noticeWords),
  frame: z.strictObject({
    greeting: word,
    todo: word,
    since: word,
    at: word,
    over: word,
    overSubject: word,
    pastSubject: word,
    lasted: word,
    repeated: word,
    late: word,
    digestSubject: word,
    digestWhat: word,
    digestOpen: word,
    digestOver: word,
    more: word,
    times: word,
    minutes: word,
    footer: word,
    footerUnnamed: word,
  }),
  /** How a day is written, by its digits `DD` and `MM`, and what stands before it on each weekday, Sunday first. */
  calendar: z.strictObject({ dayForm: word, weekdays: z.array(word).length(7) }),
  code: z.strictObject({ subject: word, what: word, valid: word }),
  weekly: z.strictObject({ subject: word, what: word, open: word, note: word }),
  test: z.strictObject({ subject: word, what: word }),
});
export type MailWords = z.infer<typeof wordsSchema>;

/** The mails' own words in one language. */
export function readMailWords(language: MailLanguage): MailWords {
  return wordsSchema.parse(JSON.parse(readFileSync(join(program.resources, 'mail', `words.${language}.json`), 'utf8')));
}

/** Puts values in the places of `{name}`. What is not known is left out rather than shown as a name in braces. */
export function filled(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
  });
}
