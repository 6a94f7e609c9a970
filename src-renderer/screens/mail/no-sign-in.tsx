import type { ReactNode } from 'react';
import type { MailRecognition } from '../../../src-shared/mail/recognition.ts';
import { Button } from '../../design/button.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { answer, otherMailbox, useMailDraft } from './mail-draft.ts';

interface NoSignInProps {
  readonly recognition: MailRecognition;
  /** Who would sign people in by the browser, if it knew Bonwart. */
  readonly issuer: string | null;
  /** What a technician can do about it. */
  readonly children: ReactNode;
}

/** A mailbox that takes no password, and no other way is there: what is so, and what works instead. */
export function NoSignIn({ recognition: { provider }, issuer, children }: NoSignInProps) {
  const text = useTexts('mail');
  const language = useLanguage();
  const from = useMailDraft((draft) => draft.from);
  return (
    <WizardPage
      title={text('noWayTitle', { provider: provider.name })}
      lead={provider.hint ? inLanguage(provider.hint, language) : undefined}
      buttons={
        <Button kind="primary" onPress={() => answer({ page: 'sender', ...otherMailbox })}>
          {text('otherMailbox')}
        </Button>
      }
    >
      <p>{text('noWayNext', { from })}</p>
      {issuer ? <p>{text('noWayYet', { issuer })}</p> : null}
      {children}
    </WizardPage>
  );
}
