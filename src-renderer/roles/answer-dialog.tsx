import { useState } from 'react';
import type { BonwartError } from '../../src-shared/contract/errors.ts';
import type { GivenAnswer } from '../../src-shared/readiness/answer.ts';
import { Button } from '../design/button.tsx';
import { ChoiceCards } from '../design/choice.tsx';
import { Dialog } from '../design/dialog.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { Field } from '../design/field.tsx';
import { useTexts } from '../language/use-texts.ts';
import { NameField, useNameOfWho } from './name-field.tsx';

export interface PersonsAnswer {
  readonly answer: GivenAnswer['answer'];
  readonly person: string;
  readonly note: string;
}

interface AnswerDialogProps {
  readonly question: string;
  /** What to do where the answer is no. */
  readonly ifNo?: string;
  /** The words on the button that keeps the answer, and while it does. */
  readonly save: string;
  readonly saving: string;
  readonly busy: boolean;
  readonly error: BonwartError | null;
  readonly onKeep: (answer: PersonsAnswer) => void;
  readonly onClose: () => void;
}

/** A question that only a person can answer: yes, no or not needed, with name and note. */
export function AnswerDialog({ question, ifNo, save, saving, busy, error, onKeep, onClose }: AnswerDialogProps) {
  const text = useTexts('answers');
  const common = useTexts('common');
  const [answer, setAnswer] = useState<GivenAnswer['answer'] | null>(null);
  const [note, setNote] = useState('');
  const { name, complete: named } = useNameOfWho();
  const complete = answer !== null && named && (answer !== 'not-needed' || note.trim().length >= 3);
  const keep = () => {
    if (answer && complete) onKeep({ answer, person: name, note });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={question}
      buttons={
        <>
          <Button kind="primary" isDisabled={!complete || busy} onPress={keep}>
            {busy ? saving : save}
          </Button>
          <Button onPress={onClose}>{common('cancel')}</Button>
        </>
      }
    >
      <ChoiceCards
        label={text('yourAnswer')}
        value={answer}
        onChange={setAnswer}
        choices={[
          { value: 'yes', title: text('yes') },
          { value: 'no', title: text('no'), ...(ifNo === undefined ? {} : { detail: ifNo }) },
          { value: 'not-needed', title: text('notNeeded') },
        ]}
      />
      <NameField />
      <Field
        label={answer === 'not-needed' ? text('noteWhy') : text('note')}
        value={note}
        maxLength={500}
        onChange={setNote}
      />
      {error ? <ErrorNotice error={error} onRetry={keep} /> : null}
    </Dialog>
  );
}
