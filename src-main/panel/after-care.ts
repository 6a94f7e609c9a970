import { type LookResult, lookResultSchema } from '../../src-shared/sign-off/after-care.ts';
import type { DeviationNote } from '../../src-shared/sign-off/document.ts';
import type { PanelDatabase } from './database.ts';

interface AboutRun {
  readonly targetId: string;
  readonly runId: string;
}

interface Row {
  readonly look: string;
  readonly measured_at: string;
  readonly criteria: string;
  readonly note: string | null;
  readonly person: string | null;
  readonly pc: string | null;
  readonly seen_at: string | null;
}

/** What looks after runs have found. Each is made once; a person says one word on it. */
export function createAfterCareStore(database: PanelDatabase, now: () => Date = () => new Date()) {
  const insert = database.prepare(`
    INSERT INTO after_care (target_id, run_id, look, measured_at, criteria) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING`);
  const update = database.prepare(`
    UPDATE after_care SET note = @note, person = @person, pc = @pc, seen_at = @at
    WHERE target_id = @targetId AND run_id = @runId AND look = @look AND seen_at IS NULL`);
  const select = database.prepare(
    'SELECT look, measured_at, criteria, note, person, pc, seen_at FROM after_care WHERE target_id = ? AND run_id = ?',
  );

  return {
    /** True if it was not there before. */
    add: ({ targetId, runId }: AboutRun, look: string, criteria: LookResult['criteria']): boolean =>
      insert.run(targetId, runId, look, now().toISOString(), JSON.stringify(criteria)).changes > 0,
    /** True if nobody had said a word on it before. */
    see: (run: AboutRun, look: string, { note, by }: Omit<DeviationNote, 'at'>): boolean =>
      update.run({ ...run, look, note, person: by.name, pc: by.pc, at: now().toISOString() }).changes > 0,
    /** What was found after a run, by the look's id. */
    of: ({ targetId, runId }: AboutRun): Record<string, LookResult> =>
      Object.fromEntries((select.all(targetId, runId) as Row[]).map((row) => [row.look, resultOf(row)])),
  };
}
export type AfterCareStore = ReturnType<typeof createAfterCareStore>;

function resultOf({ measured_at, criteria, note, person, pc, seen_at }: Row): LookResult {
  const seen = seen_at === null ? null : { note, by: { name: person, pc }, at: seen_at };
  return lookResultSchema.parse({ measuredAt: measured_at, criteria: JSON.parse(criteria), seen });
}
