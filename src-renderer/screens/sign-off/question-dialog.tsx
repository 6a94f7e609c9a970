import type { Verification } from '../../../src-shared/runbook/sign-off.ts';
import { useAct } from '../../bridge/use-call.ts';
import { inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { AnswerDialog, type PersonsAnswer } from '../../roles/answer-dialog.tsx';
import type { SignOffPart } from './sign-off-part.ts';

interface QuestionDialogProps {
  readonly question: Verification;
  readonly part: SignOffPart;
  readonly onClose: () => void;
}

/** A question of the sign-off. */
export function QuestionDialog({ question, part, onClose }: QuestionDialogProps) {
  const text = useTexts('signOff');
  const language = useLanguage();
  const keep = useAct('signOff.answer');
  const act = async (answer: PersonsAnswer) => {
    const view = await keep.act({ ...part.about, item: question.id, ...answer });
    if (!view) return;
    part.onChanged(view);
    onClose();
  };
  return (
    <AnswerDialog
      question={inLanguage(question.question, language)}
      save={text('save')}
      saving={text('saving')}
      busy={keep.busy}
      error={keep.error}
      onKeep={(answer) => void act(answer)}
      onClose={onClose}
    />
  );
}
