import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { AddressesField } from './addresses-field.tsx';
import { answer, problemOfAddresses, useMailDraft } from './mail-draft.ts';
import { startTest } from './mail-test.ts';

/** Who gets the mails, and whose they are. Then the Pi tries it. */
export function ReceiverQuestion({ targetId }: { targetId: string }) {
  const text = useTexts('mail');
  const common = useTexts('common');
  const draft = useMailDraft();
  const [tried, setTried] = useState(false);
  const goOn = () => {
    setTried(true);
    if (problemOfAddresses(draft.to) === null) startTest(targetId);
  };
  return (
    <WizardPage
      progress={common('questionsLeft', { count: 1 })}
      title={text('receiversTitle')}
      lead={text('receiversLead')}
      onSubmit={goOn}
      buttons={
        <>
          <Button kind="primary" type="submit">
            {text('sendTest')}
          </Button>
          <Button onPress={() => answer({ page: 'sign-in' })}>{common('back')}</Button>
        </>
      }
    >
      <AddressesField
        label={text('to')}
        hint={text('toHint')}
        value={draft.to}
        onChange={(to) => answer({ to })}
        tried={tried}
        autoFocus
      />
      <Field
        label={text('restaurant')}
        hint={text('restaurantHint')}
        value={draft.restaurant}
        onChange={(restaurant) => answer({ restaurant })}
        maxLength={60}
        placeholder={text('restaurantExample')}
      />
    </WizardPage>
  );
}
