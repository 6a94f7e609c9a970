import { type Restaurant, restaurantSchema } from '../../../src-shared/service/restaurant.ts';
import type { DatabaseClient } from '../database/client.ts';
import type { Log } from '../life/log.ts';
import type { Settings } from '../settings.ts';
import { restaurantFromSettings } from './from-settings.ts';

/** Where the restaurant is kept in `meta`. */
export const restaurantKey = 'restaurant';

/**
 * The restaurant as it was last written, or as `.env` describes it where nobody has written one. One that cannot be read any
 * more is said in the log, and the printer of `.env` prints: a ticket on the wrong printer is better than none.
 */
export async function readRestaurant(database: DatabaseClient, settings: Settings, log: Log): Promise<Restaurant> {
  const stored = await database.call('readMeta', restaurantKey);
  if (stored === null) return restaurantFromSettings(settings);
  const parsed = restaurantSchema.safeParse(parsedJson(stored));
  if (parsed.success) return parsed.data;
  log.error({ problem: parsed.error.issues[0]?.message }, 'the stored restaurant cannot be read');
  return restaurantFromSettings(settings);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
