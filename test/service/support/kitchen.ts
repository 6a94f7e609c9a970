import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPrinter, type VirtualPrinter } from '../../../src-main/practice/printer/printer.ts';
import type { PrinterSwitches } from '../../../src-main/practice/printer/switches.ts';
import { type Connection, openDatabase } from '../../../src-pi/service/database/connection.ts';
import { writeMeta } from '../../../src-pi/service/database/journal.ts';
import { migrate, readMigrations } from '../../../src-pi/service/database/migrations.ts';
import { processIdCommand } from '../../../src-pi/service/printer/commands.ts';
import { decodePaper } from '../../../src-shared/paper/decode.ts';
import { ticketText } from '../../../src-shared/paper/text.ts';
import { restaurantSchema } from '../../../src-shared/service/restaurant.ts';

const migrations = fileURLToPath(new URL('../../../migrations/service', import.meta.url));

/** Works on a service's database while no service runs on it. A new file gets all tables. */
export function inDatabase<Result>(root: string, work: (database: Connection) => Result): Result {
  const database = openDatabase(join(root, 'data', 'printer_service.db'));
  try {
    const all = readMigrations(migrations);
    migrate(database, all, all.length);
    return work(database);
  } finally {
    database.close();
  }
}

/** Writes a restaurant into the database, as the panel would. `printers` and `stations` as in its schema. */
export function writeRestaurant(root: string, printers: object[], stations: object[]): void {
  const restaurant = restaurantSchema.parse({ revision: 1, printers, stations });
  inDatabase(root, (database) => writeMeta(database, 'restaurant', JSON.stringify(restaurant)));
}

/** What the restaurant's settings say of a fault printer. */
export function networkEntry(id: string, { host, port }: { host: string; port: number }): object {
  return { id, name: `Drucker ${id}`, connection: { kind: 'network', host, port } };
}

/** Fault printers by their names. */
export async function startFaultPrinters<Name extends string>(
  switches: Readonly<Record<Name, Partial<PrinterSwitches>>>,
): Promise<Record<Name, VirtualPrinter>> {
  const started = Object.entries(switches).map(async ([name, given]) => [
    name,
    await startPrinter({ switches: given as Partial<PrinterSwitches> }),
  ]);
  return Object.fromEntries(await Promise.all(started));
}

/** What lies before a printer, as text: whole tickets and torn ones, in their order. */
export function paperOf(printer: VirtualPrinter): string[] {
  return printer.tickets().map(({ bytes }) => decodePaper(bytes).map(ticketText).join('\n'));
}

/** A ticket with its identity, as another service would send it. */
export function bytesOfForeignTicket(endId: string): Uint8Array {
  const cut = [0x1d, 0x56, 0x42, 0x00];
  return Buffer.concat([
    Uint8Array.of(0x1b, 0x40),
    Buffer.from('somebody\n'),
    Uint8Array.from(cut),
    processIdCommand(endId),
  ]);
}
