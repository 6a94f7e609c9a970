import { useEffect } from 'react';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { stopwatch } from '../../language/format.ts';
import { useNow } from '../../language/time.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { FailurePage } from './failure-page.tsx';
import { answer, useMailDraft } from './mail-draft.ts';
import { cancelTest, startTest } from './mail-test.ts';
import { MailWay } from './mail-way.tsx';

/** The Pi at it; then why it did not work. That it worked is the next page: the code. */
export function TestPage({ targetId }: { targetId: string }) {
  const text = useTexts('mail');
  const common = useTexts('common');
  const test = useMailDraft((draft) => draft.test);
  useEffect(() => {
    // After a reload nothing is under way, whatever the page says.
    if (test.state === 'none') answer({ page: 'receivers' });
  }, [test.state]);
  if (test.state === 'running') return <Running since={test.since} />;
  if (test.state === 'failed') return <FailurePage targetId={targetId} failure={test.failure} />;
  if (test.state === 'none') return null;
  return (
    <WizardPage
      title={text('testRefused')}
      buttons={<Button onPress={() => answer({ page: 'receivers', test: { state: 'none' } })}>{common('back')}</Button>}
    >
      <ErrorNotice error={test.error} onRetry={() => startTest(targetId)}>
        {test.error.code === 'mail-sign-in.over' ? (
          <Button kind="primary" onPress={() => answer({ page: 'sign-in', signedIn: null, test: { state: 'none' } })}>
            {text('signInAnew')}
          </Button>
        ) : null}
      </ErrorNotice>
    </WizardPage>
  );
}

function Running({ since }: { since: number }) {
  const text = useTexts('mail');
  const common = useTexts('common');
  const now = useNow(1000);
  useEffect(() => announce(text('testTitle')), [text]);
  return (
    <WizardPage
      title={text('testTitle')}
      lead={text('testLead')}
      buttons={<Button onPress={cancelTest}>{common('cancel')}</Button>}
    >
      <p className="mail-clock figures">
        <span className="mail-clock-dot" aria-hidden="true" />
        {text('testGone')} {stopwatch(now - since)}
      </p>
      <section className="stack stack-tight" aria-label={text('testWay')}>
        <h2>{text('testWay')}</h2>
        <MailWay stoppedAt={null} />
      </section>
    </WizardPage>
  );
}
