import { emptyGuide, type Guide, guideSchema } from '../../src-shared/guide/guide.ts';
import type { PanelDatabase } from './database.ts';

/** What people have arranged for each target. What cannot be read any more is as if it had never been arranged. */
export function createGuideStore(database: PanelDatabase) {
  const select = database.prepare('SELECT key, value FROM guides WHERE target_id = ?');
  const upsert = database.prepare(
    'INSERT INTO guides (target_id, key, value) VALUES (?, ?, ?) ON CONFLICT (target_id, key) DO UPDATE SET value = excluded.value',
  );
  const { contacts, informed, window } = guideSchema.shape;

  const read = (targetId: string): Guide => {
    const rows = select.all(targetId) as { key: string; value: string }[];
    const stored = Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]));
    return {
      contacts: contacts.safeParse(stored.contacts).data ?? emptyGuide.contacts,
      informed: informed.safeParse(stored.informed).data ?? emptyGuide.informed,
      window: window.safeParse(stored.window).data ?? null,
    };
  };
  return {
    read,
    change: (targetId: string, change: { [Key in keyof Guide]?: Guide[Key] | undefined }): Guide => {
      database.transaction(() => {
        for (const [key, value] of Object.entries(change))
          if (value !== undefined) upsert.run(targetId, key, JSON.stringify(value));
      })();
      return read(targetId);
    },
  };
}
export type GuideStore = ReturnType<typeof createGuideStore>;
