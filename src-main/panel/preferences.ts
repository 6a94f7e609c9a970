import { type Preferences, preferencesSchema } from '../../src-shared/contract/app.ts';
import { createAnnouncer } from './announcer.ts';
import type { PanelDatabase } from './database.ts';

/** A person's choices. What was never chosen, or cannot be read any more, is as it comes: German, theme of the system, no bell, notices, the first steps shown. */
export function createPreferenceStore(database: PanelDatabase) {
  const changes = createAnnouncer();
  const select = database.prepare('SELECT key, value FROM preferences');
  const upsert = database.prepare(
    'INSERT INTO preferences (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );

  const read = (): Preferences => {
    const rows = select.all() as { key: string; value: string }[];
    const stored = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
    return {
      language: preferencesSchema.shape.language.safeParse(stored.language).data ?? 'de',
      theme: preferencesSchema.shape.theme.safeParse(stored.theme).data ?? 'system',
      sound: preferencesSchema.shape.sound.safeParse(stored.sound).data ?? 'off',
      firstSteps: preferencesSchema.shape.firstSteps.safeParse(stored.firstSteps).data ?? 'shown',
      notices: preferencesSchema.shape.notices.safeParse(stored.notices).data ?? 'on',
    };
  };

  return {
    read,
    change: (change: { [Key in keyof Preferences]?: Preferences[Key] | undefined }): Preferences => {
      database.transaction(() => {
        for (const [key, value] of Object.entries(change)) if (value !== undefined) upsert.run(key, value);
      })();
      changes.announce();
      return read();
    },
    listen: changes.listen,
  };
}
export type PreferenceStore = ReturnType<typeof createPreferenceStore>;
