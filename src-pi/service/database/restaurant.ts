import { z } from 'zod';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { Restaurant } from '../../../src-shared/service/restaurant.ts';
import type { Connection } from './connection.ts';
import { insertJob } from './jobs.ts';
import { appendEvent, readMeta, writeMeta } from './journal.ts';
import { testStation } from './test-station.ts';

/** Where the restaurant is kept in `meta`, and what `.env` said of the printer when it was written. */
export const restaurantKey = 'restaurant';
export const settingsPrinterKey = 'restaurant.settings-printer';

const revisionSchema = z.looseObject({ revision: z.number().int() });

/**
 * Stores a restaurant in place of the one that its writer has seen, whose revision it bears, and answers the new revision.
 * `settingsPrinter` is what `.env` says of the printer at this time. Throws `restaurant.changed` if somebody else was faster.
 */
export function writeRestaurant(
  database: Connection,
  { restaurant, settingsPrinter }: { restaurant: Restaurant; settingsPrinter: string },
): number {
  return database.transaction(() => {
    const stored = readMeta(database, restaurantKey);
    const found = stored === null ? 0 : (revisionSchema.safeParse(parsedJson(stored)).data?.revision ?? 0);
    if (found !== restaurant.revision) throw refuse('restaurant.changed', { revision: found });
    const revision = found + 1;
    writeMeta(database, restaurantKey, JSON.stringify({ ...restaurant, revision }));
    writeMeta(database, settingsPrinterKey, settingsPrinter);
    appendEvent(database, 'restaurant-changed', {}, { revision });
    return revision;
  })();
}

const stationsSchema = z.looseObject({ stations: z.array(z.looseObject({ id: z.string(), name: z.string() })) });

/** What people call the stations that are stored now; empty where none are. */
export function stationNames(database: Connection): ReadonlyMap<string, string> {
  const stored = stationsSchema.safeParse(parsedJson(readMeta(database, restaurantKey) ?? 'null')).data;
  return new Map(stored?.stations.map(({ id, name }) => [id, name]));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A section of the menu as it appeared in orders, with dishes by which people recognise it; the most ordered first. */
export interface MenuSection {
  readonly id: string;
  readonly examples: string[];
}

const ordersLookedAt = 500;
const mostSections = 100;
const examplesEach = 4;

/** The sections that the newest orders name. */
export function menuSections(database: Connection): MenuSection[] {
  const rows = database
    .prepare(
      `SELECT json_extract(line.value, '$.catalogReference.options.sectionId') AS section,
         json_extract(line.value, '$.productName.original') AS name, count(*) AS times
       FROM (SELECT raw_json FROM shop_orders WHERE json_valid(raw_json) ORDER BY seen_at DESC LIMIT ?) AS recent,
         json_each(recent.raw_json, '$.lineItems') AS line
       WHERE line.type = 'object' GROUP BY 1, 2 HAVING typeof(section) = 'text' AND section != '' ORDER BY times DESC`,
    )
    .all(ordersLookedAt) as { section: string; name: string | null }[];
  const sections = new Map<string, string[]>();
  for (const { section, name } of rows) {
    const examples = sections.get(section) ?? [];
    if (name && examples.length < examplesEach) examples.push(name);
    sections.set(section, examples);
  }
  return [...sections].slice(0, mostSections).map(([id, examples]) => ({ id, examples }));
}

/** A ticket to try a printer with. While one waits, pressing again adds none: that one's number comes back. */
export function addTestJob(
  database: Connection,
  job: {
    printer: string;
    profile: string;
    payload: Uint8Array;
    plainText: string;
    millimetres: 58 | 80;
    number: string;
  },
): number {
  return database.transaction(() => {
    const station = testStation(job.printer);
    const waiting = database
      .prepare("SELECT id FROM jobs WHERE station = ? AND state NOT IN ('printed', 'sent', 'cancelled') LIMIT 1")
      .get(station) as { id: number } | undefined;
    if (waiting) return waiting.id;
    const { revision } = database
      .prepare('SELECT coalesce(max(revision), 0) + 1 AS revision FROM jobs WHERE station = ?')
      .get(station) as { revision: number };
    const id = insertJob(database, {
      orderId: station,
      orderNumber: job.number,
      station,
      ticket: 'kitchen',
      profile: job.profile,
      kind: 'full',
      revision,
      copy: 0,
      payload: job.payload,
      plainText: job.plainText,
      millimetres: job.millimetres,
      state: 'queued',
      dueAt: null,
      reason: 'test',
    });
    if (id === null) throw new Error('a test ticket was there already');
    return id;
  })();
}
