import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { program } from '../program.ts';

const wordsSchema = z.strictObject({
  delivery: z.string(),
  pickup: z.string(),
  'dine-in': z.string(),
  unknown: z.string(),
  asSoonAsPossible: z.string(),
  unpaid: z.string(),
  table: z.string(),
  note: z.string(),
  instructions: z.string(),
  phone: z.string(),
  received: z.string(),
  items: z.string(),
  change: z.string(),
  changeExplained: z.string(),
  removed: z.string(),
  added: z.string(),
  head: z.string(),
  cancel: z.string(),
  cancelExplained: z.string(),
  /** Must hold the word REPRINT: promise G2 and its tests look for it on the paper. */
  reprint: z.string().includes('REPRINT'),
  attempt: z.string(),
  possiblyDouble: z.string(),
  sparePrinter: z.string(),
  unreadable: z.string(),
  unreadableExplained: z.string(),
  legacy: z.string(),
  copy: z.string(),
  others: z.string(),
});
export type TicketWords = z.infer<typeof wordsSchema>;

/** The words of the kitchen's tickets, in the kitchen's language. */
export function readTicketWords(): TicketWords {
  return wordsSchema.parse(JSON.parse(readFileSync(join(program.resources, 'tickets', 'kitchen.de.json'), 'utf8')));
}
