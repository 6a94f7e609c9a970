import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { MailView } from '../../../src-shared/mail/schema.ts';
import { Button } from '../../design/button.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { CodeQuestion } from './code-question.tsx';
import { answer, draftFor, keptDraft, type MailPage, useMailDraft } from './mail-draft.ts';
import { Proven } from './proven.tsx';
import { ReceiverQuestion } from './receiver-question.tsx';
import { SenderQuestion } from './sender-question.tsx';
import { SignInQuestion } from './sign-in-question.tsx';
import { TestPage } from './test-page.tsx';

const pages: Record<MailPage, (props: { targetId: string }) => React.ReactNode> = {
  sender: SenderQuestion,
  'sign-in': SignInQuestion,
  receivers: ReceiverQuestion,
  test: TestPage,
  code: CodeQuestion,
  proven: Proven,
};

/** From "I have an address" to a mail whose code came back: three questions, a test from the Pi, and the code. */
export function SetUpWizard({ targetId, view }: { targetId: string; view: MailView }) {
  const text = useTexts('mail');
  const ready = useDraftOf(targetId, view);
  const page = useMailDraft((draft) => draft.page);
  if (!ready) return null;
  const Page = pages[page];
  return (
    <div className="wizard-inside mail-wizard">
      {page === 'proven' ? null : (
        <div className="mail-wizard-later">
          <Button kind="quiet" icon={X} onPress={() => goTo('mail')}>
            {text('later')}
          </Button>
        </div>
      )}
      <Page targetId={targetId} />
    </div>
  );
}

/** Takes up where this Pi was left, and forgets the password when the wizard closes. */
function useDraftOf(targetId: string, view: MailView): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    answer(draftFor(useMailDraft.getState(), targetId, view, Date.now()));
    setReady(true);
    return () => answer(keptDraft(useMailDraft.getState()));
  }, [targetId, view]);
  return ready;
}
