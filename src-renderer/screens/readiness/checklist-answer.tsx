import type { GivenAnswer } from '../../../src-shared/readiness/answer.ts';
import type { HumanItem } from '../../../src-shared/runbook/readiness.ts';
import { useAct } from '../../bridge/use-call.ts';
import { inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { AnswerDialog, type PersonsAnswer } from '../../roles/answer-dialog.tsx';

interface ChecklistAnswerProps {
  readonly item: HumanItem;
  readonly about: { readonly targetId: string; readonly version: string };
  readonly onAnswered: (answers: GivenAnswer[]) => void;
  readonly onClose: () => void;
}

/** A question of the checklist, with what to do where the answer is no. */
export function ChecklistAnswer({ item, about, onAnswered, onClose }: ChecklistAnswerProps) {
  const text = useTexts('readiness');
  const language = useLanguage();
  const keep = useAct('readiness.answer');
  const act = async (answer: PersonsAnswer) => {
    const answers = await keep.act({ ...about, item: item.id, ...answer });
    if (!answers) return;
    onAnswered(answers);
    onClose();
  };
  return (
    <AnswerDialog
      question={inLanguage(item.question, language)}
      ifNo={inLanguage(item.clear, language)}
      save={text('save')}
      saving={text('saving')}
      busy={keep.busy}
      error={keep.error}
      onKeep={(answer) => void act(answer)}
      onClose={onClose}
    />
  );
}
