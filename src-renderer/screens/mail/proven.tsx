import { useEffect } from 'react';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { addressesOf, useMailDraft } from './mail-draft.ts';

/** The code came back: what is so from now on. */
export function Proven() {
  const text = useTexts('mail');
  const to = addressesOf(useMailDraft((draft) => draft.to)).join(', ');
  const lead = text('provenLead', { to });
  useEffect(() => announce(`${text('provenTitle')}. ${lead}`), [text, lead]);
  return (
    <WizardPage
      title={text('provenTitle')}
      lead={lead}
      onSubmit={() => goTo('mail')}
      buttons={
        <>
          <Button kind="primary" type="submit" autoFocus>
            {text('finish')}
          </Button>
          <Button onPress={() => goTo('mail', 'rules')}>{text('toRules')}</Button>
        </>
      }
    >
      <StateMark tone="good">{text('provenMeaning')}</StateMark>
    </WizardPage>
  );
}
