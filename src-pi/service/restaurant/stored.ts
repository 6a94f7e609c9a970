import { type Restaurant, restaurantSchema } from '../../../src-shared/service/restaurant.ts';
import type { DatabaseClient } from '../database/client.ts';
import { restaurantKey } from '../database/restaurant.ts';
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
  if (parsed.success) return parsed.data;
  log.error({ problem: parsed.error.issues[0]?.message }, 'the stored restaurant cannot be read');
  // Its revision is kept, so that what a person writes next may take its place.
  const { revision } = (parsedJson(stored) ?? {}) as { revision?: unknown };
  return { ...fromSettings, revision: Number.isInteger(revision) ? Number(revision) : 0 };
}

/** What is stored now, which a restart will take up; without anything stored it is the one at work. */
export async function storedRestaurant(database: DatabaseClient, active: Restaurant): Promise<Restaurant> {
  const stored = await database.call('readMeta', restaurantKey);
  return (stored === null ? null : restaurantSchema.safeParse(parsedJson(stored)).data) ?? active;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
