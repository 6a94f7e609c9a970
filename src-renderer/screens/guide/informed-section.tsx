import { Send } from 'lucide-react';
import { useState } from 'react';
import { beforeGoesAt, whenInWords } from '../../../src-shared/guide/due-announcements.ts';
import type { AnnouncementRecord, Guide, Informed } from '../../../src-shared/guide/guide.ts';
import { type Announcement, composeAnnouncement } from '../../../src-shared/runbook/announcements.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Check } from '../../design/check.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field } from '../../design/field.tsx';
import { Fold } from '../../design/fold.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { inLanguage } from '../../language/format.ts';
import { useNow } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { useWhoAnswers } from '../../roles/name-field.tsx';
import { useStatus } from '../../stores/status.ts';
import { AnnouncementFold, AnnouncementList } from '../run/run-mails.tsx';
import { addressesIn } from './addresses.ts';

interface InformedSectionProps {
  readonly targetId: string;
  readonly pi: string;
  readonly version: string;
  readonly guide: Guide;
  readonly templates: readonly Announcement[];
  readonly busy: boolean;
  readonly save: (informed: Informed) => void;
}

/** Who hears of a deployment by mail, and when; what the mails say; and the one that people send themselves. */
export function InformedSection({ targetId, pi, version, guide, templates, busy, save }: InformedSectionProps) {
  const text = useTexts('guide');
  const language = useLanguage();
  const [typed, setTyped] = useState(guide.informed.to.join(', '));
  const [off, setOff] = useState(guide.informed.off);
  const { to, wrong, tooMany } = addressesIn(typed);
  const problem = wrong ? text('addressWrong', { address: wrong }) : tooMany ? text('addressMany') : null;
  const kept = guide.informed;
  const isKept = kept.to.join() === to.join() && [...kept.off].sort().join() === [...off].sort().join();
  return (
    <section className="stack stretch">
      <h2>{text('informed')}</h2>
      <p className="quiet">{text('informedLead')}</p>
      <MailState />
      <Field
        label={text('addresses')}
        hint={text('addressesHint')}
        value={typed}
        onChange={setTyped}
        problem={problem}
        maxLength={2600}
      />
      <fieldset className="guide-occasions">
        <legend className="field-label">{text('occasions')}</legend>
        {templates.map(({ occasion, title }) => (
          <Check
            key={occasion}
            title={inLanguage(title, language)}
            isSelected={!off.includes(occasion)}
            onChange={(on) => setOff(on ? off.filter((one) => one !== occasion) : [...off, occasion])}
          />
        ))}
      </fieldset>
      <div className="row">
        <Button
          isDisabled={busy || problem !== null || isKept}
          onPress={() => save({ to: [...to], off: [...off], language })}
        >
          {isKept && to.length > 0 ? text('saved') : text('save')}
        </Button>
      </div>
      <Preview {...{ pi, version, guide, templates }} />
      {isKept && to.length > 0 && guide.window && !off.includes('before') ? (
        <SendBefore {...{ targetId, version, templates }} goesAt={beforeGoesAt(guide.window, templates)} />
      ) : (
        <AnnouncementFold targetId={targetId} about={version} templates={templates} />
      )}
    </section>
  );
}

/** Stands in a preview for what only the run will tell. In brackets, so that a full stop may follow. */
const notYet = '[…]';

/** Whether mails of the Pi go anywhere at all. */
function MailState() {
  const text = useTexts('guide');
  const state = useStatus(({ last, silence }) => (silence ? undefined : last?.mail?.state));
  if (state === 'off') return <StateMark tone="attention">{text('mailOff')}</StateMark>;
  return state === 'unproven' ? <StateMark tone="attention">{text('mailUnproven')}</StateMark> : null;
}

/** The mails as they will be, with what is known already filled in. */
function Preview({
  pi,
  version,
  guide,
  templates,
}: Pick<InformedSectionProps, 'pi' | 'version' | 'guide' | 'templates'>) {
  const text = useTexts('guide');
  const run = useTexts('run');
  const language = useLanguage();
  const { name } = useWhoAnswers();
  const values = {
    ...{
      pi,
      version,
      previous: run('stateBefore'),
      step: notYet,
      minutes: notYet,
      person: name || notYet,
      result: notYet,
    },
    when: guide.window ? whenInWords(guide.window.from, language) : notYet,
  };
  return (
    <Fold title={text('preview')}>
      <ul className="guide-mails">
        {templates.map((template) => {
          const { subject, paragraphs } = composeAnnouncement(template, values, language);
          return (
            <li key={template.occasion} className="stack stack-tight">
              <span className="quiet small">{inLanguage(template.title, language)}</span>
              <strong>{subject}</strong>
              {paragraphs.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </li>
          );
        })}
      </ul>
    </Fold>
  );
}

/** The mail that people send before the planned time, and what became of it. */
function SendBefore({
  targetId,
  version,
  templates,
  goesAt,
}: Pick<InformedSectionProps, 'targetId' | 'version' | 'templates'> & {
  /** When it goes by itself, in milliseconds since 1970. */
  readonly goesAt: number | null;
}) {
  const text = useTexts('guide');
  const language = useLanguage();
  const { name } = useWhoAnswers();
  const [records, setRecords] = useState<readonly AnnouncementRecord[] | null>(null);
  const now = useNow(30_000);
  const send = useAct('announcements.sendBefore');
  const title = templates.find(({ occasion }) => occasion === 'before')?.title;
  if (!title) return null;
  const act = async () => setRecords(await send.act({ targetId, version, person: name }));
  return (
    <div className="stack stretch">
      <div>
        <Button icon={Send} isDisabled={send.busy} onPress={() => void act()}>
          {text('sendBefore')}
        </Button>
      </div>
      <p className="quiet small">
        {goesAt !== null && goesAt > now
          ? text('sendBeforeItself', {
              title: inLanguage(title, language),
              when: whenInWords(new Date(goesAt).toISOString(), language),
            })
          : text('sendBeforeMeaning', { title: inLanguage(title, language) })}
      </p>
      {send.error ? <ErrorNotice error={send.error} onRetry={() => void act()} /> : null}
      {records ? (
        <AnnouncementList records={records} templates={templates} />
      ) : (
        <AnnouncementFold targetId={targetId} about={version} templates={templates} />
      )}
    </div>
  );
}
