import { Mail } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { MailRecord } from '../../../src-shared/mail/schema.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Select } from '../../design/select.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { useWide } from '../../design/use-wide.ts';
import { Empty, Waiting } from '../../design/waiting.tsx';
import { dayAndTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { MailDetail } from './mail-detail.tsx';
import { filtered, type MailFilter } from './mail-pages.ts';
import { MailPart } from './mail-part.tsx';
import { useMailPages } from './use-mail-pages.ts';

const filters = ['all', 'waiting', 'handed-over', 'given-up', 'not-needed'] as const;
const tones: Record<MailRecord['state'], Tone> = {
  waiting: 'attention',
  'handed-over': 'good',
  'given-up': 'bad',
  'not-needed': 'unknown',
};

/** Every mail with its fate; each opens into its recipients, its true times and the server's words. */
export function HistoryPage({ targetId, from }: { targetId: string; from: string }) {
  const text = useTexts('mail');
  const pages = useMailPages(targetId);
  const [filter, setFilter] = useState<MailFilter>('all');
  const shown = filtered(pages.mails, filter);
  return (
    <MailPart title={text('historyTitle')}>
      <p className="lead">{text('historyLead')}</p>
      {pages.state === 'loading' ? <Waiting onAgain={pages.again} /> : null}
      {pages.error && pages.mails.length === 0 ? <ErrorNotice error={pages.error} onRetry={pages.again} /> : null}
      {pages.state === 'loaded' && !pages.error && pages.mails.length === 0 ? (
        <Empty icon={Mail} title={text('historyEmptyTitle')}>
          <p>{text('historyEmpty')}</p>
        </Empty>
      ) : null}
      {pages.mails.length > 0 ? (
        <>
          <div className="mail-filter">
            <Select
              label={text('show')}
              value={filter}
              onChange={setFilter}
              choices={filters.map((value) => ({ value, title: text(`filter.${value}`) }))}
            />
          </div>
          {shown.length === 0 ? <p className="quiet">{text('nothingLikeThat')}</p> : null}
          <MailList mails={shown} from={from} />
          {pages.error ? <ErrorNotice error={pages.error} onRetry={pages.next} /> : null}
          {pages.more ? (
            <Button isDisabled={pages.state === 'loading-more'} onPress={pages.next}>
              {pages.state === 'loading-more' ? text('loadingMore') : text('more')}
            </Button>
          ) : null}
        </>
      ) : null}
    </MailPart>
  );
}

function MailList({ mails, from }: { mails: readonly MailRecord[]; from: string }) {
  const common = useTexts('common');
  const wide = useWide();
  const [chosen, setChosen] = useState<number | null>(null);
  const open = mails.find(({ id }) => id === chosen);
  const close = <Button onPress={() => setChosen(null)}>{common('close')}</Button>;
  return (
    <div className={open && wide ? 'beside' : ''}>
      <ul className="mail-list">
        {mails.map((mail) => (
          <li key={mail.id}>
            <Row
              mail={mail}
              isOpen={mail.id === chosen}
              onOpen={() => setChosen(mail.id === chosen ? null : mail.id)}
            />
          </li>
        ))}
      </ul>
      {open && wide ? (
        <section className="beside-detail stack" aria-label={open.subject}>
          <h2>{open.subject}</h2>
          <MailDetail mail={open} tone={tones[open.state]} from={from} />
          {close}
        </section>
      ) : null}
      {open && !wide ? (
        <Dialog isOpen onClose={() => setChosen(null)} title={open.subject} buttons={close}>
          <MailDetail mail={open} tone={tones[open.state]} from={from} />
        </Dialog>
      ) : null}
    </div>
  );
}

function Row({ mail, isOpen, onOpen }: { mail: MailRecord; isOpen: boolean; onOpen: () => void }) {
  const text = useTexts('mail');
  const language = useLanguage();
  return (
    <AriaButton className="mail-row" aria-expanded={isOpen} onPress={onOpen}>
      <span className="mail-subject">{mail.subject}</span>
      <StateMark tone={tones[mail.state]}>{text(`mailState.${mail.state}`)}</StateMark>
      <span className="quiet">
        {dayAndTime(mail.happenedAt, language)} · {text(`kind.${mail.kind}`)}
      </span>
    </AriaButton>
  );
}
