import type { DeviationNote } from '../../src-shared/sign-off/document.ts';
import type { PanelDatabase } from './database.ts';

interface AboutRun {
  readonly targetId: string;
  readonly runId: string;
}

/** People's words on deviations of runs. Append-only: the newest counts, the earlier ones stay. */
export function createDeviationNotes(database: PanelDatabase, now: () => Date = () => new Date()) {
  const insert = database.prepare(`
    INSERT INTO deviation_notes (target_id, run_id, about, note, person, pc, at)
    VALUES (@targetId, @runId, @about, @note, @person, @pc, @at)`);
  const selectNewest = database.prepare(`
    SELECT about, note, person, pc, at FROM deviation_notes
    WHERE seq IN (SELECT max(seq) FROM deviation_notes WHERE target_id = @targetId AND run_id = @runId GROUP BY about)`);

  return {
    add: ({ targetId, runId }: AboutRun, about: string, { note, by }: Omit<DeviationNote, 'at'>) => {
      insert.run({ targetId, runId, about, note, person: by.name, pc: by.pc, at: now().toISOString() });
    },
    newest: (run: AboutRun): Record<string, DeviationNote> =>
      Object.fromEntries(
        (selectNewest.all(run) as { about: string; note: string; person: string; pc: string; at: string }[]).map(
          ({ about, note, person, pc, at }) => [about, { note, by: { name: person, pc }, at }],
        ),
      ),
  };
}
export type DeviationNotes = ReturnType<typeof createDeviationNotes>;
