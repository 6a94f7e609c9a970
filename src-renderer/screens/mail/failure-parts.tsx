import type { MailRecognition } from '../../../src-shared/mail/recognition.ts';
import type { MailFailureView } from '../../../src-shared/mail/schema.ts';
import { Button } from '../../design/button.tsx';
import { CopyButton } from '../../design/copy-button.tsx';
import { Fold } from '../../design/fold.tsx';
import { OutsideLink } from '../../design/outside-link.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { helpFor, type MailHelp, pageOf } from './failure-help.ts';
import type { MailPage } from './mail-draft.ts';

/** What a failure is told with: whose mailbox it was, if that is known, and who was to send. */
export interface FailureContext {
  readonly provider: MailRecognition['provider'] | null;
  readonly from: string;
}

/** What happened and what it means, with the names of this mailbox in it. An own server is called by its name. */
export function useFailureWords(failure: Pick<MailFailureView, 'cause' | 'at'>, { provider, from }: FailureContext) {
  const text = useTexts('mailCauses');
  const { server, port } = failure.at;
  const known = provider && provider.id !== 'custom' ? provider.name : server;
  const values = { server, port, from, provider: known };
  return {
    happened: text(`${failure.cause}.happened`, values),
    meaning: text(`${failure.cause}.meaning`, values),
    values,
  };
}

interface FailureButtonProps {
  readonly failure: MailFailureView;
  readonly context: FailureContext;
  readonly onAgain: () => void;
  /** Leads to the question that is to be answered anew. */
  readonly onPage: (page: MailPage, help: MailHelp) => void;
}

/** The one button that helps. */
export function FailureButton({ failure, context, onAgain, onPage }: FailureButtonProps) {
  const text = useTexts('mail');
  const { happened, values } = useFailureWords(failure, context);
  const { provider } = context;
  const help = helpFor(failure.cause, provider);
  const label = text(`help.${help}`, values);
  if (help === 'open-page' && provider?.passwordPage)
    return (
      <OutsideLink kind="primary" href={provider.passwordPage}>
        {label}
      </OutsideLink>
    );
  if (help === 'admin') {
    const words = [text('adminText', values), happened, failure.answer, failure.cause].filter(Boolean).join('\n');
    return <CopyButton kind="primary" text={words} label={label} />;
  }
  const page = pageOf(help);
  return (
    <Button kind="primary" onPress={() => (page === null ? onAgain() : onPage(page, help))}>
      {label}
    </Button>
  );
}

/** The server's own words: bounded by the Pi, monospaced, to be copied. */
export function RawAnswer({ failure: { answer: words, at, cause } }: { failure: MailFailureView }) {
  const text = useTexts('mail');
  const where = `${at.server}:${at.port}`;
  return (
    <Fold title={text('rawAnswer')}>
      <pre className="detail-text">{`${where}\n${words || text('noRawAnswer')}`}</pre>
      <CopyButton text={`${where}\n${words}\n${cause}`} />
    </Fold>
  );
}
