import { Mail } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { EventOf } from '../../../src-shared/contract/contract.ts';
import type { PracticeMail, PracticeState } from '../../../src-shared/contract/practice.ts';
import { useStream } from '../../bridge/use-stream.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { CopyButton } from '../../design/copy-button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { ClockTime } from '../../language/time.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { type MailBlock, mailBlocks } from './mail-blocks.ts';
import './mailbox.css';

type Mails = EventOf<'practice.mailbox'>['mails'];
const none: Mails = [];
const all = (_before: Mails, { mails }: EventOf<'practice.mailbox'>): Mails => mails;

/** The mailbox to practise with: how one signs in to it, and the phone on which its mails arrive. */
export function Mailbox({ mailbox }: { mailbox: PracticeState['mailbox'] }) {
  const text = useTexts('practice');
  const { state: mails, error, again } = useStream('practice.mailbox', {}, none, all);
  useArrivals(mails);
  return (
    <section className="mailbox" aria-labelledby="mailbox-title">
      <div className="mailbox-words">
        <h2 id="mailbox-title">{text('mailbox')}</h2>
        <p>{text('mailboxLead')}</p>
        <dl className="mailbox-facts">
          <Copied name={text('mailAddress')} value={mailbox.address} copy={text('copyAddress')} />
          <Copied name={text('mailPassword')} value={mailbox.password} copy={text('copyPassword')} />
        </dl>
        {mails.length === 0 ? (
          <div>
            <Button icon={Mail} onPress={() => goTo('mail', 'set-up')}>
              {text('setUpMails')}
            </Button>
          </div>
        ) : null}
        {error ? <ErrorNotice error={error} onRetry={again} /> : null}
      </div>
      <Phone mails={mails} />
    </section>
  );
}

/** Says each mail that comes in while one looks. */
function useArrivals(mails: Mails) {
  const text = useTexts('practice');
  const last = mails.at(-1);
  const known = useRef<number | null>(null);
  useEffect(() => {
    if (!last) return;
    if (known.current !== null && last.number > known.current) announce(text('mailCame', { subject: last.subject }));
    known.current = last.number;
  }, [last, text]);
}

function Copied({ name, value, copy }: { name: string; value: string; copy: string }) {
  return (
    <div className="mailbox-fact">
      <dt>{name}</dt>
      <dd className="mono">{value}</dd>
      <dd>
        <CopyButton kind="quiet" text={value} label={copy} />
      </dd>
    </div>
  );
}

/** A phone that lies on the table; the newest mail is open. */
function Phone({ mails }: { mails: Mails }) {
  const text = useTexts('practice');
  const newest = mails.at(-1)?.number;
  return (
    <section className="phone" aria-label={text('phone')}>
      <div className="phone-ear" aria-hidden="true" />
      <div className="phone-glass">
        {mails.length === 0 ? <p className="quiet phone-empty">{text('mailsEmpty')}</p> : null}
        <ol className="phone-mails">
          {[...mails].reverse().map((mail) => (
            <li key={mail.number}>
              <details className="phone-mail" open={mail.number === newest}>
                <summary>
                  <span className="phone-from">{mail.from}</span>
                  <span className="phone-time">
                    <ClockTime at={mail.receivedAt} />
                  </span>
                  <span className="phone-subject">{mail.subject}</span>
                </summary>
                <Letter mail={mail} />
              </details>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Letter({ mail }: { mail: PracticeMail }) {
  const text = useTexts('practice');
  return (
    <div className="phone-letter">
      <p className="quiet small">{text('mailTo', { to: mail.to })}</p>
      {mailBlocks(mail.text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mail that has arrived does not change any more
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { block: MailBlock }) {
  switch (block.kind) {
    case 'steps':
    case 'list': {
      const List = block.kind === 'steps' ? 'ol' : 'ul';
      return (
        <List>
          {block.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </List>
      );
    }
    default:
      return <p className={`phone-${block.kind}`}>{block.text}</p>;
  }
}
