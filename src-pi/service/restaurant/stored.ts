import { type Restaurant, restaurantSchema } from '../../../src-shared/service/restaurant.ts';
import type { DatabaseClient } from '../database/client.ts';
import { restaurantKey, settingsPrinterKey } from '../database/restaurant.ts';
import type { Log } from '../life/log.ts';
import type { Settings } from '../settings.ts';
import { restaurantFromSettings } from './from-settings.ts';

/**
 * The restaurant as it was last written, or as `.env` describes it where nobody has written one. One that cannot be read any
 * more is said in the log, and the printer of `.env` prints: a ticket on the wrong printer is better than none.
 */
export async function readRestaurant(database: DatabaseClient, settings: Settings, log: Log): Promise<Restaurant> {
  const fromSettings = restaurantFromSettings(settings);
  const stored = await database.call('readMeta', restaurantKey);
  if (stored === null) return fromSettings;
  const parsed = restaurantSchema.safeParse(parsedJson(stored));
  if (parsed.success)
    return carriedOver(parsed.data, await database.call('readMeta', settingsPrinterKey), settings, log);
  log.error({ problem: parsed.error.issues[0]?.message }, 'the stored restaurant cannot be read');
  // Its revision is kept, so that what a person writes next may take its place.
  const { revision } = (parsedJson(stored) ?? {}) as { revision?: unknown };
  return { ...fromSettings, revision: Number.isInteger(revision) ? Number(revision) : 0 };
}

/** What `.env` says of the printer's connection, as text that can be compared. */
export function settingsPrinter(settings: Settings): string {
  return JSON.stringify(restaurantFromSettings(settings).printers[0]?.connection);
}

/**
 * A deployment may have written another address into `.env` since the restaurant was stored: whoever did so means the printer that
 * came from there, and only that one follows.
 */
function carriedOver(restaurant: Restaurant, before: string | null, settings: Settings, log: Log): Restaurant {
  const connection = restaurantFromSettings(settings).printers[0]?.connection;
  if (!connection || before === null || before === settingsPrinter(settings)) return restaurant;
  const followers = restaurant.printers.filter((printer) => JSON.stringify(printer.connection) === before);
  if (followers.length === 0) return restaurant;
  log.warn({ printers: followers.map(({ id }) => id) }, 'the address in .env has changed, and the printer with it');
  const printers = restaurant.printers.map((printer) =>
    followers.includes(printer) ? { ...printer, connection } : printer,
  );
  return { ...restaurant, printers };
}

/** What is stored now, which a restart will take up; without anything stored it is the one at work. */
export async function storedRestaurant(database: DatabaseClient, active: Restaurant): Promise<Restaurant> {
  const stored = await database.call('readMeta', restaurantKey);
  const parsed = stored === null ? null : restaurantSchema.safeParse(parsedJson(stored)).data;
  // The one at work may have followed `.env`; it is what people see and change.
  return parsed && parsed.revision !== active.revision ? parsed : active;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
