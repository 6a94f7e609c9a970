import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { PreviewSample, PrintedBytes } from '../../../src-shared/service/api.ts';
import type { Restaurant } from '../../../src-shared/service/restaurant.ts';
import { program } from '../program-files.ts';
import { type KitchenOrder, kitchenOrder, wixOrderSchema } from '../wix/order.ts';
import { previewBytes } from './frame.ts';
import type { RestaurantIdentity } from './kit.ts';
import { type PaperSettings, profileOf } from './profiles.ts';
import { ticketRenderers } from './renderers.ts';
import { ticketDesk } from './station-tickets.ts';

/**
 * What a station of a restaurant that is not stored yet would print of an order: one ticket for each copy, by the very code that
 * prints. Throws `station.unknown`.
 */
export function previewTickets(
  restaurant: Restaurant,
  stationId: string,
  order: KitchenOrder,
  identity: RestaurantIdentity,
  timeZone: string | undefined,
): PrintedBytes[] {
  const station = restaurant.stations.find(({ id }) => id === stationId);
  if (!station) throw refuse('station.unknown', { station: stationId });
  const renderers = ticketRenderers(restaurant, identity, timeZone);
  const made = ticketDesk(restaurant, renderers)
    .tickets(order, null)
    .find((tickets) => tickets.station === stationId);
  const { paper } = renderers.ofStation(station);
  return (made?.full ?? []).map(({ payload }) => printedBytes(previewBytes(new Uint8Array(), payload), paper));
}

/** Bytes with all that is needed to draw them as the printer does. */
export function printedBytes(
  bytes: Uint8Array,
  paper: Pick<PaperSettings, 'millimetres' | 'columns' | 'codePages'>,
): PrintedBytes {
  return {
    bytes: Buffer.from(bytes).toString('base64'),
    paperMillimetres: paper.millimetres,
    widthDots: paper.columns * 12,
    codePages: paper.codePages.map(({ page, number }) => ({ page, number })),
  };
}

/** The same for a stored ticket, of which the profile is known. */
export function storedBytes(bytes: Uint8Array, profileId: string, millimetres: 58 | 80): PrintedBytes {
  const { columns, codePages } = profileOf(profileId);
  return printedBytes(bytes, { millimetres, columns: columns[millimetres], codePages });
}

const samplesSchema = z.record(z.string(), wixOrderSchema);

/**
 * An order to look at a layout with. Its dishes are of the sections that the station makes, so that there is something to see
 * at each station.
 */
export function sampleOrder(sample: PreviewSample, sections: readonly string[], at: Date): KitchenOrder {
  const file = join(program.resources, 'tickets', 'sample-orders.json');
  const raw = samplesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))[sample];
  if (!raw) throw new Error(`there is no sample ${sample}`);
  const order = kitchenOrder(raw);
  const createdAt = at.toISOString();
  const dueAt = order.dueAt === null ? null : new Date(at.getTime() + 45 * 60_000).toISOString();
  const items = order.items.map((item, index) => ({
    ...item,
    section: index % 3 === 2 ? '' : (sections[index % 2] ?? sections[0] ?? ''),
  }));
  return { ...order, createdAt, updatedAt: createdAt, dueAt, items };
}
