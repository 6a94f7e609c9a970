import { type ReactNode, useEffect, useState } from 'react';
import type { EventOf } from '../../../src-shared/contract/contract.ts';
import type { SignInClient } from '../../../src-shared/contract/mail-sign-in.ts';
import type { MailRecognition } from '../../../src-shared/mail/recognition.ts';
import { useStream } from '../../bridge/use-stream.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { CopyButton } from '../../design/copy-button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { OutsideLink } from '../../design/outside-link.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { clockTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { answer, signedInFor, useMailDraft, usesStored } from './mail-draft.ts';

type SignInEvent = EventOf<'mail.signIn'>;
interface BrowserSignInProps {
  readonly recognition: MailRecognition;
  readonly client: SignInClient;
  /** The other ways. */
  readonly children: ReactNode;
}

/** By the provider's own page: Bonwart never sees the password, and the Pi gets a permission that can be taken back there. */
export function BrowserSignIn({ recognition, client, children }: BrowserSignInProps) {
  const text = useTexts('mail');
  const common = useTexts('common');
  const draft = useMailDraft();
  const [way, setWay] = useState<'browser' | 'code' | null>(null);
  const done = signedInFor(draft);
  const stored = usesStored(draft);
  const back = () => answer({ page: 'sender' });
  const goOn = () => answer({ page: 'receivers', to: draft.to || draft.from.trim() });
  if (way) return <AtWork key={way} recognition={recognition} client={client} way={way} onLeave={setWay} />;
  return (
    <WizardPage
      progress={common('questionsLeft', { count: 2 })}
      title={text('browserTitle', { issuer: client.name })}
      lead={text('browserLead', { issuer: client.name })}
      onSubmit={() => (done || stored ? goOn() : setWay('browser'))}
      buttons={
        <>
          <Button kind="primary" type="submit">
            {done || stored ? common('next') : text('byBrowser')}
          </Button>
          {done || stored ? <Button onPress={() => setWay('browser')}>{text('signInAnew')}</Button> : null}
          <Button onPress={back}>{common('back')}</Button>
        </>
      }
    >
      {done ? <StateMark tone="good">{text('signedInAs', { address: done.address })}</StateMark> : null}
      {stored && !done ? <StateMark tone="good">{text('signedInStored')}</StateMark> : null}
      <div className="stack stack-tight">
        {client.offersCode ? (
          <Button kind="quiet" className="button-inset" onPress={() => setWay('code')}>
            {text('byCode')}
          </Button>
        ) : null}
        {children}
      </div>
    </WizardPage>
  );
}

interface AtWorkProps {
  readonly recognition: MailRecognition;
  readonly client: SignInClient;
  readonly way: 'browser' | 'code';
  readonly onLeave: (next: 'code' | null) => void;
}

const latest = (_before: SignInEvent | null, event: SignInEvent): SignInEvent | null => event;

/** While somebody signs in on the other page: what to do there, and how to leave. */
function AtWork({ recognition, client, way, onLeave }: AtWorkProps) {
  const text = useTexts('mail');
  const common = useTexts('common');
  const draft = useMailDraft();
  const address = draft.from.trim();
  const { state, error, again } = useStream(
    'mail.signIn',
    { provider: recognition.provider.id, address, way },
    null as SignInEvent | null,
    latest,
  );
  useEffect(() => {
    if (state?.kind !== 'signed-in') return;
    const { to } = useMailDraft.getState();
    announce(text('signedInAs', { address: state.address }));
    answer({
      signedIn: { id: state.signInId, address },
      password: '',
      page: 'receivers',
      to: to || address,
    });
  }, [state, address, text]);
  return (
    <WizardPage
      title={error ? text('browserStopped') : text('browserWaits', { issuer: client.name })}
      lead={error ? undefined : text('browserWaitsLead', { address })}
      buttons={<Button onPress={() => onLeave(null)}>{common(error ? 'back' : 'cancel')}</Button>}
    >
      {error ? (
        <ErrorNotice error={error} onRetry={again} retryLabel={text('signInAnew')}>
          {way === 'browser' && client.offersCode ? (
            <Button onPress={() => onLeave('code')}>{text('byCode')}</Button>
          ) : null}
        </ErrorNotice>
      ) : (
        <WhatToDo event={state} issuer={client.name} />
      )}
    </WizardPage>
  );
}

function WhatToDo({ event, issuer }: { event: SignInEvent | null; issuer: string }) {
  const text = useTexts('mail');
  const language = useLanguage();
  if (!event || event.kind === 'signed-in') return <p role="status">{text('browserOpening')}</p>;
  const until = <p className="quiet">{text('browserUntil', { time: clockTime(event.until, language) })}</p>;
  if (event.kind === 'code')
    return (
      <div className="stack">
        <p>{text('codePage', { issuer })}</p>
        <p className="mail-device-page mono">{event.url.replace('https://', '')}</p>
        <p>{text('codeHow')}</p>
        <p className="mail-device-code mono">{event.code}</p>
        <div className="row">
          <CopyButton text={event.code} label={text('copyCode')} />
          <OutsideLink kind="primary" href={event.url}>
            {text('openPage', { provider: issuer })}
          </OutsideLink>
        </div>
        {until}
      </div>
    );
  return (
    <div className="stack" role="status">
      {event.opened ? <p>{text('browserOpened')}</p> : null}
      {event.opened ? null : (
        <OutsideLink kind="primary" href={event.url}>
          {text('openPage', { provider: issuer })}
        </OutsideLink>
      )}
      {until}
    </div>
  );
}
