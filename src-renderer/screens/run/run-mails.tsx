import { RotateCw } from 'lucide-react';
import type { AnnouncementRecord } from '../../../src-shared/guide/guide.ts';
import type { Announcement } from '../../../src-shared/runbook/announcements.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Fold } from '../../design/fold.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { clockTime, inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { type Say, useTexts } from '../../language/use-texts.ts';

const tones: Record<AnnouncementRecord['state'], Tone> = {
  waiting: 'attention',
  'with-pi': 'unknown',
  'handed-over': 'good',
  'given-up': 'bad',
};

/** Mails about a run, or about a version before it: what went to whom, and what became of it. */
export function AnnouncementFold(props: {
  readonly targetId: string;
  readonly about: string;
  readonly templates: readonly Announcement[];
}) {
  const text = useTexts('guide');
  const { answer, again } = useCall('announcements.list', { targetId: props.targetId, about: props.about });
  if (answer.state !== 'loaded') return null;
  return (
    <Fold title={text('mails')}>
      <div className="stack stretch">
        {answer.value.length === 0 ? (
          <p className="quiet">{text('mailsNone')}</p>
        ) : (
          <AnnouncementList records={answer.value} templates={props.templates} />
        )}
        <div>
          <Button icon={RotateCw} onPress={again}>
            {text('mailsAgain')}
          </Button>
        </div>
      </div>
    </Fold>
  );
}

export function AnnouncementList({
  records,
  templates,
}: {
  records: readonly AnnouncementRecord[];
  templates: readonly Announcement[];
}) {
  const text = useTexts('guide');
  const language = useLanguage();
  return (
    <ul className="run-triggers">
      {records.map((record) => {
        const title = templates.find(({ occasion }) => occasion === record.occasion)?.title;
        return (
          <li key={record.key} className="stack stack-tight">
            <div className="row row-apart stretch">
              <strong>{title ? inLanguage(title, language) : record.subject}</strong>
              <StateMark tone={tones[record.state]}>{stateWords(record, text, language)}</StateMark>
            </div>
            <p className="quiet small">{text('mailTo', { to: record.to.join(', ') })}</p>
          </li>
        );
      })}
    </ul>
  );
}

function stateWords(record: AnnouncementRecord, text: Say<'guide'>, language: 'de' | 'en'): string {
  if (record.state === 'waiting' && record.problem === 'mail.not-set-up') return text('mailState.waitingSetUp');
  if (record.state === 'waiting' && record.problem === 'service.too-old') return text('mailState.waitingOld');
  return text(`mailState.${record.state}`, { time: clockTime(record.handedOverAt ?? record.createdAt, language) });
}
