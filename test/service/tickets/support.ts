import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, openDatabase } from '../../../src-pi/service/database/connection.ts';
import { migrate, readMigrations } from '../../../src-pi/service/database/migrations.ts';
import { acceptOrders, knownOrders } from '../../../src-pi/service/database/orders.ts';
import { program } from '../../../src-pi/service/program-files.ts';
import { ticketRenderers } from '../../../src-pi/service/tickets/renderers.ts';
import { ticketDesk } from '../../../src-pi/service/tickets/station-tickets.ts';
import { incomingOrder, readWixOrder } from '../../../src-pi/service/wix/incoming.ts';
import { type KitchenOrder, kitchenOrder, wixOrderSchema } from '../../../src-pi/service/wix/order.ts';
import { type Restaurant, restaurantSchema, type Station } from '../../../src-shared/service/restaurant.ts';
import { type Json, order } from '../support/shop.ts';

/** As the settings would say it. */
export const identity = { name: 'Zum Bonwart', address: 'Markt 1, 70173 Stuttgart', phone: '+49 711 555 0100' };

/** A restaurant with one printer and these stations; where no station is a kitchen that takes the rest, `kitchen` is added. */
export function restaurantWith(stations: (Partial<Station> & { id: string })[], more: Json = {}): Restaurant {
  return restaurantSchema.parse({
    revision: 0,
    printers: [{ id: 'printer', name: 'Drucker', connection: { kind: 'network', host: '127.0.0.1' } }],
    stations: [
      { id: 'kitchen', name: 'Küche', ticket: 'kitchen', printer: 'printer' },
      ...stations.map((station) => ({ name: station.id, ticket: 'kitchen', printer: 'printer', ...station })),
    ],
    ...more,
  });
}

/** An item of the shop in a section of the menu. */
export function item(name: string, section = '', more: Json = {}): Json {
  return {
    quantity: 1,
    productName: { original: name },
    catalogReference: { options: { sectionId: section } },
    ...more,
  };
}

/** The order as the kitchen sees it. */
export function kitchenView(change: Json = {}): KitchenOrder {
  return kitchenOrder(wixOrderSchema.parse(order(change)));
}

/** The database with all its tables, and the way of an order into it without a service around. */
export function openShopFloor(restaurant: Restaurant) {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-tickets-'));
  const database = openDatabase(join(folder, 'printer_service.db'));
  const migrations = readMigrations(program.migrations);
  migrate(database, migrations, migrations.length);
  const desk = ticketDesk(restaurant, ticketRenderers(restaurant, identity, 'Europe/Berlin'));
  return {
    database,
    take(raw: Json): void {
      const read = readWixOrder(raw);
      if (read.kind === 'not-for-the-kitchen') return;
      const [known] = knownOrders(database, [read.id]);
      acceptOrders(database, { orders: [incomingOrder(read, known, { desk, leadMinutes: 120 })], watermark: null });
    },
    desk,
    jobs: () => jobsOf(database),
    /** As if a printer had begun all that waits. */
    printAll(): void {
      for (const { id } of jobsOf(database)) {
        database.prepare("UPDATE jobs SET state = 'printed', attempts = 1 WHERE id = ? AND state = 'queued'").run(id);
      }
      database.exec(
        `INSERT INTO attempts (job_id, number, begin_id, end_id, mark, boot_id, printer, release, opened_at, first_byte_at)
         SELECT id, 1, '', '', x'', '', '', '', '', 'now' FROM jobs WHERE state = 'printed'
         AND NOT EXISTS (SELECT 1 FROM attempts WHERE job_id = jobs.id)`,
      );
    },
    close(): void {
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export interface FloorJob {
  readonly id: number;
  readonly what: string;
  readonly text: string;
}

/** Jobs as `station kind copy state`, in the order in which they came. */
function jobsOf(database: Connection): FloorJob[] {
  const rows = database.prepare('SELECT * FROM jobs ORDER BY id').all() as Record<string, string | number>[];
  return rows.map((row) => ({
    id: Number(row.id),
    what: `${row.station} ${row.kind} ${row.copy} ${row.state}`,
    text: String(row.plain_text),
  }));
}
