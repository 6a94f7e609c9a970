import type { MailView } from '../../../src-shared/mail/schema.ts';
import { useCall } from '../../bridge/use-call.ts';
import { StateShape } from '../../design/state-mark.tsx';
import { dayAndTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import type { MailHelp } from './failure-help.ts';
import { FailureButton, RawAnswer, useFailureWords } from './failure-parts.tsx';
import type { MailPage } from './mail-draft.ts';

interface StandingFailureProps {
  readonly failure: NonNullable<MailView['failure']>;
  readonly from: string;
  readonly onAgain: () => void;
  readonly onPage: (page: MailPage, help: MailHelp) => void;
}

/** Why mails have not been going out for some time, and the one button that helps. */
export function StandingFailure({ failure, from, onAgain, onPage }: StandingFailureProps) {
  const text = useTexts('mail');
  const language = useLanguage();
  const { answer } = useCall('mail.recognise', { address: from });
  // Until it is known whose mailbox it is, the server stands for it.
  const context = { provider: answer.state === 'loaded' ? answer.value.provider : null, from };
  const { happened, meaning } = useFailureWords(failure, context);
  return (
    <section className="notice" aria-label={happened}>
      <StateShape tone="attention" size={22} />
      <div className="notice-words">
        <h2>{happened}</h2>
        <p>{meaning}</p>
        <p className="quiet">{text('failingSince', { since: dayAndTime(failure.since, language) })}</p>
        <div className="notice-buttons">
          <FailureButton failure={failure} context={context} onAgain={onAgain} onPage={onPage} />
        </div>
        <RawAnswer failure={failure} />
      </div>
    </section>
  );
}
