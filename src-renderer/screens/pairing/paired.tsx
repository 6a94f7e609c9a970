import { Button } from '../../design/button.tsx';
import { MachineFacts } from '../../design/machine-facts.tsx';
import { PiPicture } from '../../design/pi-picture.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { choosePi } from '../../stores/navigation.ts';
import { forgetDraft } from './pairing-draft.ts';
import type { PairedEvent } from './pairing-progress.tsx';

/** The Pi is paired: what it is, what stands on it, and what comes next. */
export function Paired({ paired }: { paired: PairedEvent }) {
  const text = useTexts('pairing');
  const { target, facts } = paired;
  const goOn = (place: 'deployment' | 'status') => {
    forgetDraft();
    choosePi(target.id, place);
  };
  return (
    <WizardPage
      title={text('pairedTitle', { name: target.name })}
      lead={text(`pairedNext.${facts.installed.kind}`)}
      onSubmit={() => goOn('deployment')}
      buttons={
        <>
          <Button kind="primary" type="submit">
            {text('toDeployment')}
          </Button>
          <Button onPress={() => goOn('status')}>{text('toStatus')}</Button>
        </>
      }
    >
      <div className="paired">
        <MachineFacts facts={facts} />
        <PiPicture />
      </div>
      <p className="quiet">{text('passwordForgotten')}</p>
    </WizardPage>
  );
}
