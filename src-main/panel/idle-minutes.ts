import { idleMinutesSchema } from '../../src-shared/contract/people.ts';
import { createAnnouncer } from './announcer.ts';
import type { PanelDatabase } from './database.ts';

export const usualIdleMinutes = 10;
const key = 'idle-minutes';

/** After how many minutes without a hand at it a window is the staff's again. Apart from the preferences, which everybody may change. */
export function createIdleMinutesStore(database: PanelDatabase) {
  const changes = createAnnouncer();
  const select = database.prepare('SELECT value FROM preferences WHERE key = ?').pluck();
  const upsert = database.prepare(
    'INSERT INTO preferences (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    read: (): number => idleMinutesSchema.safeParse(Number(select.get(key))).data ?? usualIdleMinutes,
    change: (minutes: number): void => {
      upsert.run(key, String(minutes));
      changes.announce();
    },
    listen: changes.listen,
  };
}
export type IdleMinutesStore = ReturnType<typeof createIdleMinutesStore>;
