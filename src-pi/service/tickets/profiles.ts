import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RestaurantPrinter } from '../../../src-shared/service/restaurant.ts';
import { program } from '../program-files.ts';

/**
 * What a kind of printer has: its code pages in the order in which they are tried, each with the number by which `ESC t` selects it
 * there, and the characters of font A in a line. The facts are those of receipt-printer-encoder's printer definitions (a test holds
 * them together).
 */
const profileSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The paper that it usually has, in millimetres. */
  paper: z.union([z.literal(58), z.literal(80)]),
  columns: z.strictObject({ 58: z.number().int(), 80: z.number().int() }),
  codePages: z
    .array(
      z.strictObject({
        page: z.enum(['WPC1254', 'WPC1252', 'PC858', 'PC857']),
        number: z.number().int().min(0).max(255),
      }),
    )
    .min(1),
  /** Which command sounds a buzzer: Epson's `ESC ( A`, that of XPrinter and its kin `ESC B`, or none that is known. */
  buzzer: z.enum(['epson', 'esc-b']).nullable(),
});
export type PrinterProfile = z.infer<typeof profileSchema>;

let known: readonly PrinterProfile[] | null = null;

/** All profiles; `generic` comes first. */
export function printerProfiles(): readonly PrinterProfile[] {
  const file = join(program.resources, 'tickets', 'printer-profiles.json');
  known ??= z
    .strictObject({ profiles: z.array(profileSchema).min(1) })
    .parse(JSON.parse(readFileSync(file, 'utf8'))).profiles;
  return known;
}

/** A profile by its id; an unknown one is a printer as most are. */
export function profileOf(id: string): PrinterProfile {
  const profiles = printerProfiles();
  const found = profiles.find((profile) => profile.id === id) ?? profiles[0];
  if (!found) throw new Error('there are no printer profiles');
  return found;
}

/** How the paper and the fonts are for which a ticket is set. */
export interface PaperSettings {
  /** The profile whose numbers the bytes hold. */
  readonly profile: string;
  /** Characters of font A in a line. */
  readonly columns: number;
  readonly millimetres: 58 | 80;
  readonly codePages: PrinterProfile['codePages'];
  /** Zone of the times on the ticket; undefined is the Pi's own. */
  readonly timeZone: string | undefined;
}

/**
 * The paper of a printer. With a spare printer it is what both have: a ticket is rendered once, and must come out the same on
 * whichever prints it.
 */
export function paperOfPrinter(
  printer: RestaurantPrinter,
  spare: RestaurantPrinter | null,
  timeZone: string | undefined,
): PaperSettings {
  const own = paperOfOne(printer, timeZone);
  if (!spare) return own;
  const other = paperOfOne(spare, timeZone);
  const shared = (mine: PrinterProfile['codePages'][number]) =>
    other.codePages.some(({ page, number }) => page === mine.page && number === mine.number);
  return {
    ...own,
    columns: Math.min(own.columns, other.columns),
    millimetres: own.millimetres === 58 || other.millimetres === 58 ? 58 : 80,
    codePages: own.codePages.filter(shared),
  };
}

function paperOfOne(printer: RestaurantPrinter, timeZone: string | undefined): PaperSettings {
  const profile = profileOf(printer.profile);
  const { codePages, id } = profile;
  const columns = printer.columns ?? profile.columns[printer.paper];
  return { profile: id, columns, millimetres: printer.paper, codePages, timeZone };
}
