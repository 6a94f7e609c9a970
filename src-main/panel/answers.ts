import { type GivenAnswer, givenAnswerSchema } from '../../src-shared/readiness/answer.ts';
import type { PanelDatabase } from './database.ts';

/** What is asked about: a version that is to be deployed, or a run that is to be signed. */
export interface AnswerSubject {
  readonly targetId: string;
  readonly subject: string;
}

/** Answers of people to checklists. Append-only: the newest counts, the earlier ones stay. */
export function createAnswerStore(database: PanelDatabase, now: () => Date = () => new Date()) {
  const insert = database.prepare(`
    INSERT INTO checklist_answers (target_id, subject, item, answer, person, pc, note, at)
    VALUES (@targetId, @subject, @item, @answer, @person, @pc, @note, @at)`);
  const selectNewest = database.prepare(`
    SELECT item, answer, person, pc, note, at FROM checklist_answers
    WHERE seq IN (SELECT max(seq) FROM checklist_answers WHERE target_id = @targetId AND subject = @subject GROUP BY item)
    ORDER BY seq`);

  return {
    add: ({ targetId, subject }: AnswerSubject, given: Omit<GivenAnswer, 'at'>) => {
      const { item, answer, by, note } = given;
      insert.run({ targetId, subject, item, answer, person: by.name, pc: by.pc, note, at: now().toISOString() });
    },
    newest: (about: AnswerSubject): GivenAnswer[] =>
      (selectNewest.all(about) as { person: string; pc: string }[]).map(({ person, pc, ...rest }) =>
        givenAnswerSchema.parse({ ...rest, by: { name: person, pc } }),
      ),
  };
}
export type AnswerStore = ReturnType<typeof createAnswerStore>;
