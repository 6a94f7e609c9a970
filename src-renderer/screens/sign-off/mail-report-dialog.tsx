import { useState } from 'react';
import type { ResponseOf } from '../../../src-shared/contract/contract.ts';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { AddressesField } from '../mail/addresses-field.tsx';
import { addressesOf, problemOfAddresses } from '../mail/mail-draft.ts';
import type { SignOffPart } from './sign-off-part.ts';

/** Sends the report by the Pi's mailbox. Who hears of deployments is filled in. */
export function MailReportDialog({ about, onClose }: { about: SignOffPart['about']; onClose: () => void }) {
  const text = useTexts('signOff');
  const common = useTexts('common');
  const language = useLanguage();
  const { answer } = useCall('guide.read', { targetId: about.targetId });
  const known = answer.state === 'loaded' ? answer.value.guide.informed.to.join(', ') : '';
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState<ResponseOf<'signOff.mail'> | null>(null);
  const { act, busy, error } = useAct('signOff.mail');
  const to = typed ?? known;
  const send = async () => {
    setTried(true);
    if (problemOfAddresses(to) === null) setSent(await act({ ...about, language, to: [...addressesOf(to)] }));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={text('mailTitle')}
      buttons={
        <>
          {sent ? null : (
            <Button kind="primary" isDisabled={busy} onPress={() => void send()}>
              {busy ? text('mailing') : text('mailNow')}
            </Button>
          )}
          <Button onPress={onClose}>{sent ? common('close') : common('cancel')}</Button>
        </>
      }
    >
      <p>{text('mailLead')}</p>
      {sent ? null : (
        <AddressesField
          label={text('mailTo')}
          hint={text('mailToHint')}
          value={to}
          tried={tried}
          onChange={(words) => {
            setTyped(words);
            setTried(false);
          }}
        />
      )}
      <div role="status">
        {sent ? (
          <StateMark tone="good">{text(sent.state === 'handed-over' ? 'mailGone' : 'mailWaits')}</StateMark>
        ) : null}
      </div>
      {error ? <ErrorNotice error={error} onRetry={() => void send()} /> : null}
    </Dialog>
  );
}
