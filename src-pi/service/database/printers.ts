import type { Capability, PrinterIdentity } from '../printer/conversation.ts';
import type { Connection } from './connection.ts';
import { appendEvent } from './journal.ts';
import { now } from './times.ts';

/** What was learnt of a printer over the connection that it has in the settings. */
export interface KnownPrinter {
  readonly capability: Capability | null;
  readonly identity: PrinterIdentity | null;
}

interface PrinterRow {
  capability: Capability | null;
  maker: string | null;
  model: string | null;
  serial_number: string | null;
  host: string | null;
}

/** Null where nothing is known, or only of another connection. `configured` is the connection as the settings have it. */
export function readPrinter(database: Connection, input: { id: string; configured: string }): KnownPrinter | null {
  const row = rowOf(database, input);
  if (!row) return null;
  const { maker, model, serial_number: serialNumber } = row;
  const identity = maker !== null && model !== null && serialNumber !== null ? { maker, model, serialNumber } : null;
  return { capability: row.capability, identity };
}

/** Keeps what a printer can prove and who it is. Tells as an event what is new, and that another printer stands in its place. */
export function rememberPrinter(database: Connection, input: { id: string; configured: string } & KnownPrinter): void {
  const before = readPrinter(database, input);
  const { id, configured, capability, identity } = input;
  database.transaction(() => {
    database
      .prepare(
        `INSERT INTO printers (id, configured, capability, maker, model, serial_number, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET host = CASE WHEN configured = excluded.configured THEN host END,
           configured = excluded.configured, capability = excluded.capability, maker = excluded.maker,
           model = excluded.model, serial_number = excluded.serial_number, seen_at = excluded.seen_at`,
      )
      .run(
        id,
        configured,
        capability,
        identity?.maker ?? null,
        identity?.model ?? null,
        identity?.serialNumber ?? null,
        now(),
      );
    const replaced = before?.identity && identity && before.identity.serialNumber !== identity.serialNumber;
    appendEvent(database, replaced ? 'printer-replaced' : 'printer-learnt', {}, { printer: id, capability, identity });
  })();
}

/** The address under which a printer was found that had left its own, or null. */
export function foundAddress(database: Connection, input: { id: string; configured: string }): string | null {
  return rowOf(database, input)?.host ?? null;
}

/** Keeps the address under which a printer was found by its serial number, and tells it. Null: back at its own. */
export function printerMoved(
  database: Connection,
  input: { id: string; configured: string; from: string; to: string | null },
): void {
  database.transaction(() => {
    database
      .prepare('UPDATE printers SET host = ?, seen_at = ? WHERE id = ? AND configured = ?')
      .run(input.to, now(), input.id, input.configured);
    appendEvent(database, 'printer-moved', {}, { printer: input.id, from: input.from, to: input.to });
  })();
}

function rowOf(database: Connection, { id, configured }: { id: string; configured: string }): PrinterRow | undefined {
  return database.prepare('SELECT * FROM printers WHERE id = ? AND configured = ?').get(id, configured) as
    | PrinterRow
    | undefined;
}
