import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { TicketLanguage } from '../../../src-shared/service/ticket-layout.ts';
import { program } from '../program-files.ts';

const word = z.string().min(1);
const wordsSchema = z.strictObject({
  /** How amounts in other currencies than the euro are written. */
  locale: word,
  /** A day, by its digits `DD` and `MM`. */
  dayForm: word,
  decimalPoint: word,
  thousandsPoint: word,
  /** An amount in euros, `#` being the figure. */
  euroForm: word,
  delivery: word,
  pickup: word,
  'dine-in': word,
  unknown: word,
  asSoonAsPossible: word,
  unpaid: word,
  table: word,
  note: word,
  instructions: word,
  phone: word,
  received: word,
  items: word,
  change: word,
  changeExplained: word,
  removed: word,
  added: word,
  head: word,
  cancel: word,
  cancelExplained: word,
  /** Must hold the word REPRINT: promise G2 and its tests look for it on the paper. */
  reprint: z.string().includes('REPRINT'),
  attempt: word,
  possiblyDouble: word,
  sparePrinter: word,
  unreadable: word,
  unreadableExplained: word,
  legacy: word,
  copy: word,
  others: word,
  otherItems: word,
  bring: word,
  take: word,
  collect: word,
  paid: word,
  paidNothingToCollect: word,
  pieces: word,
  orderNumber: word,
  orderedAt: word,
  for: word,
  subtotal: word,
  deliveryFee: word,
  discount: word,
  tip: word,
  total: word,
  open: word,
  /** Heads of the table of taxes: rate, net, tax, gross. */
  taxHead: z.tuple([word, word, word, word]),
  taxIncluded: word,
  notFiscal: word,
  thanks: word,
  test: word,
  testExplained: word,
  printer: word,
  station: word,
  paper: word,
  columns: word,
});
export type TicketWords = z.infer<typeof wordsSchema>;

/** The tickets' own words in one language. */
export function readTicketWords(language: TicketLanguage = 'de'): TicketWords {
  return wordsSchema.parse(
    JSON.parse(readFileSync(join(program.resources, 'tickets', `words.${language}.json`), 'utf8')),
  );
}
