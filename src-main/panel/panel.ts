import { join } from 'node:path';
import { createAfterCareStore } from './after-care.ts';
import { createAnnouncementStore } from './announcements.ts';
import { createAnswerStore } from './answers.ts';
import { createAuditStore } from './audit.ts';
import { openPanelDatabase } from './database.ts';
import { createDeviationNotes } from './deviation-notes.ts';
import { createGuideStore } from './guides.ts';
import { createIdleMinutesStore } from './idle-minutes.ts';
import { createJournalStore } from './journals.ts';
import { createPeopleStore } from './people.ts';
import { createPreferenceStore } from './preferences.ts';
import { createSignInClientStore } from './sign-in-clients.ts';
import { createSignOffStore } from './sign-offs.ts';
import { createTargetStore } from './targets.ts';

/** Everything that this PC remembers, in `panel.db` of the data folder. */
export function openPanel(dataFolder: string, migrationsFolder: string) {
  const database = openPanelDatabase(join(dataFolder, 'panel.db'), migrationsFolder);
  const journals = createJournalStore(database);
  const audit = createAuditStore(database);
  return {
    targets: createTargetStore(database),
    preferences: createPreferenceStore(database),
    journals,
    audit,
    answers: createAnswerStore(database),
    guides: createGuideStore(database),
    announcements: createAnnouncementStore(database),
    deviations: createDeviationNotes(database),
    afterCare: createAfterCareStore(database),
    signOffs: createSignOffStore(database, { audit, journals }),
    people: createPeopleStore(database),
    idleMinutes: createIdleMinutesStore(database),
    signInClients: createSignInClientStore(database),
    close: () => {
      database.close();
    },
  };
}
export type Panel = ReturnType<typeof openPanel>;
