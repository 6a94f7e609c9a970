import { Button } from '../../design/button.tsx';
import { CopyButton } from '../../design/copy-button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Fold } from '../../design/fold.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { refusalOfChangedKey } from './changed-key.ts';
import { answer, inGroups, usePairingDraft } from './pairing-draft.ts';

const command = 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub';

/** Is this really the Pi? Its fingerprint, plainly, to be compared; a changed one goes no further. */
export function FingerprintQuestion() {
  const text = useTexts('pairing');
  const common = useTexts('common');
  const { hostKey, address } = usePairingDraft();
  const back = () => answer({ question: 'find' });
  if (!hostKey)
    return <WizardPage title={text('findTitle')} buttons={<Button onPress={back}>{common('back')}</Button>} />;
  if (hostKey.known === 'changed')
    return (
      <WizardPage title={text('changedTitle')} lead={text('changedLead')}>
        <ErrorNotice error={refusalOfChangedKey(address, hostKey)}>
          <Button kind="primary" onPress={back}>
            {text('otherPi')}
          </Button>
        </ErrorNotice>
        <Fingerprint name={text('fingerprintPinned')} value={hostKey.pinned ?? ''} />
        <Fingerprint name={text('fingerprintNow')} value={hostKey.fingerprint} />
      </WizardPage>
    );
  const same = hostKey.known === 'same';
  return (
    <WizardPage
      progress={common('questionsLeft', { count: 3 })}
      title={same ? text('sameTitle') : text('fingerprintTitle')}
      lead={same ? text('sameLead') : text('fingerprintLead', { address })}
      onSubmit={() => answer({ question: 'login' })}
      buttons={
        <>
          <Button kind="primary" type="submit">
            {same ? common('next') : text('fingerprintYes')}
          </Button>
          <Button onPress={back}>{text('fingerprintNo')}</Button>
        </>
      }
    >
      <Fingerprint name={text('fingerprint')} value={hostKey.fingerprint} />
      {same ? null : (
        <Fold title={text('fingerprintHow')}>
          <div className="stack">
            <p>{text('fingerprintHowMeaning')}</p>
            <pre className="detail-text">{command}</pre>
            <CopyButton text={command} />
          </div>
        </Fold>
      )}
    </WizardPage>
  );
}

function Fingerprint({ name, value }: { name: string; value: string }) {
  return (
    <div className="fingerprint">
      <span className="fingerprint-name">{name}</span>
      {inGroups(value).map((group, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups of a fingerprint never move
        <span key={place}>{group}</span>
      ))}
    </div>
  );
}
