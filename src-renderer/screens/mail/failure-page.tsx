import { useEffect } from 'react';
import type { MailFailureView } from '../../../src-shared/mail/schema.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { helpFor } from './failure-help.ts';
import { FailureButton, RawAnswer, useFailureWords } from './failure-parts.tsx';
import { answer, otherMailbox, recognitionOf, useMailDraft } from './mail-draft.ts';
import { startTest } from './mail-test.ts';
import { MailWay } from './mail-way.tsx';

/** Why the test mail did not go out: what happened, what it means, one button that helps; how far it got, and the server's own words. */
export function FailurePage({ targetId, failure }: { targetId: string; failure: MailFailureView }) {
  const text = useTexts('mail');
  const common = useTexts('common');
  const provider = useMailDraft(recognitionOf)?.provider;
  const from = useMailDraft((draft) => draft.from.trim());
  const context = { provider: provider ?? null, from };
  const { happened, meaning } = useFailureWords(failure, context);
  const help = helpFor(failure.cause, context.provider);
  useEffect(() => announce(`${happened} ${meaning}`, true), [happened, meaning]);
  return (
    <WizardPage
      title={happened}
      lead={meaning}
      buttons={
        <>
          <FailureButton
            failure={failure}
            context={context}
            onAgain={() => startTest(targetId)}
            onPage={(page, help) =>
              answer({ page, test: { state: 'none' }, ...(help === 'mailbox' ? otherMailbox : {}) })
            }
          />
          {help === 'again' ? null : <Button onPress={() => startTest(targetId)}>{text('again')}</Button>}
          <Button onPress={() => answer({ page: 'receivers', test: { state: 'none' } })}>{common('back')}</Button>
        </>
      }
    >
      <section className="stack stack-tight" aria-label={text('testStopped')}>
        <h2>{text('testStopped')}</h2>
        <MailWay stoppedAt={failure.failedAt} />
      </section>
      <RawAnswer failure={failure} />
    </WizardPage>
  );
}
