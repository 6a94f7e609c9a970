import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { answer, usePairingDraft } from './pairing-draft.ts';

/** What the people here call it. */
export function NameQuestion() {
  const text = useTexts('pairing');
  const common = useTexts('common');
  const name = usePairingDraft((draft) => draft.name);
  const [tried, setTried] = useState(false);
  return (
    <WizardPage
      progress={common('questionsLeft', { count: 1 })}
      title={text('nameTitle')}
      lead={text('nameLead')}
      onSubmit={() => {
        setTried(true);
        if (name.trim()) answer({ question: 'progress' });
      }}
      buttons={
        <>
          <Button kind="primary" type="submit">
            {text('pairNow')}
          </Button>
          <Button onPress={() => answer({ question: 'login' })}>{common('back')}</Button>
        </>
      }
    >
      <Field
        label={text('name')}
        value={name}
        maxLength={60}
        autoFocus
        placeholder={text('nameExample')}
        problem={tried && !name.trim() ? text('nameProblem') : null}
        onChange={(next) => answer({ name: next })}
      />
    </WizardPage>
  );
}
