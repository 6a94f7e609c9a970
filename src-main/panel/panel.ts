import { join } from 'node:path';
import { createAuditStore } from './audit.ts';
import { openPanelDatabase } from './database.ts';
import { createJournalStore } from './journals.ts';
import { createPreferenceStore } from './preferences.ts';
import { createTargetStore } from './targets.ts';

/** Everything that this PC remembers, in `panel.db` of the data folder. */
export function openPanel(dataFolder: string, migrationsFolder: string) {
  const database = openPanelDatabase(join(dataFolder, 'panel.db'), migrationsFolder);
  return {
    targets: createTargetStore(database),
    preferences: createPreferenceStore(database),
    journals: createJournalStore(database),
    audit: createAuditStore(database),
    close: () => {
      database.close();
    },
  };
}
export type Panel = ReturnType<typeof openPanel>;
