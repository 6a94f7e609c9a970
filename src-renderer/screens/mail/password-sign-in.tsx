import { type ReactNode, useState } from 'react';
import type { MailRecognition } from '../../../src-shared/mail/recognition.ts';
import { Button } from '../../design/button.tsx';
import { PasswordField } from '../../design/field.tsx';
import { Fold } from '../../design/fold.tsx';
import { OutsideLink } from '../../design/outside-link.tsx';
import { StateShape } from '../../design/state-mark.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { Guide } from './guide.tsx';
import { answer, useMailDraft, usesStored } from './mail-draft.ts';
import { emptyServer, serverOf, typedServer } from './own-server.ts';
import { ServerFields } from './server-fields.tsx';

interface PasswordSignInProps {
  readonly recognition: MailRecognition;
  readonly way: 'password' | 'app-password';
  /** The other ways. */
  readonly children: ReactNode;
}

/** By a password: how one gets it there, and for a server of one's own where it is. */
export function PasswordSignIn({ recognition, way, children }: PasswordSignInProps) {
  const text = useTexts('mail');
  const common = useTexts('common');
  const language = useLanguage();
  const draft = useMailDraft();
  const [tried, setTried] = useState(false);
  const { provider, servers } = recognition;
  const isOwn = provider.id === 'custom';
  const [found] = servers;
  const own = draft.own ?? (found ? typedServer(found) : emptyServer);
  const serverFits = !isOwn || serverOf(own, draft.from.trim()) !== null;
  const passwordFits = draft.password !== '' || usesStored({ ...draft, signedIn: null });
  const goOn = () => {
    setTried(true);
    if (!serverFits || !passwordFits) return;
    // What was found stands with its other ways; only what somebody has typed takes its place.
    answer({ page: 'receivers', signedIn: null, to: draft.to || draft.from.trim() });
  };
  const fields = <ServerFields own={own} tried={tried} onChange={(next) => answer({ own: next })} />;
  return (
    <WizardPage
      progress={common('questionsLeft', { count: 2 })}
      title={isOwn ? text('signInOwnTitle') : text('signInTitle', { provider: provider.name })}
      lead={
        isOwn
          ? text('signInOwnLead')
          : provider.hint && provider.status === 'works'
            ? inLanguage(provider.hint, language)
            : undefined
      }
      onSubmit={goOn}
      buttons={
        <>
          <Button kind="primary" type="submit">
            {common('next')}
          </Button>
          <Button onPress={() => answer({ page: 'sender' })}>{common('back')}</Button>
        </>
      }
    >
      {provider.status === 'ending' && provider.hint ? (
        <section className="notice mail-calm" aria-label={text('endingTitle')}>
          <StateShape tone="attention" size={22} />
          <div className="notice-words">
            <h2>{text('endingTitle')}</h2>
            <p>{inLanguage(provider.hint, language)}</p>
          </div>
        </section>
      ) : null}
      {provider.guide.length > 0 ? (
        <Guide steps={provider.guide} title={text(way === 'app-password' ? 'guide' : 'guideAccess')} />
      ) : null}
      {provider.passwordPage ? (
        <div className="row">
          <OutsideLink href={provider.passwordPage}>{text('openPage', { provider: provider.name })}</OutsideLink>
          <span className="quiet small">{text('openPageMeaning')}</span>
        </div>
      ) : null}
      {isOwn && !found ? fields : null}
      <PasswordField
        label={text('password')}
        hint={
          usesStored({ ...draft, password: '', signedIn: null }) ? text('passwordKept') : text(`passwordHint.${way}`)
        }
        value={draft.password}
        onChange={(password) => answer({ password })}
        problem={tried && !passwordFits ? text('passwordProblem') : null}
        maxLength={500}
        autoFocus={!isOwn || Boolean(found)}
      />
      {isOwn && found ? (
        <Fold title={text('changeServer', { server: own.server || '–', port: own.port })} open={draft.own !== null}>
          <div className="stack">{fields}</div>
        </Fold>
      ) : null}
      <div className="stack stack-tight">{children}</div>
    </WizardPage>
  );
}
