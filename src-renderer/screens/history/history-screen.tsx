import { useEffect } from 'react';
import type { PlaceProps } from '../../app/frame.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { ComparePage } from './compare-page.tsx';
import { HistoryList } from './history-list.tsx';
import { useHistoryView, viewFor } from './history-view.ts';
import { LookReminders } from './look-reminders.tsx';
import { StoredSection } from './stored-section.tsx';
import { SupportPage } from './support-page.tsx';
import { TakeAlong } from './take-along.tsx';
import './history.css';

/** What was changed, when and by whom: listed, found, compared, taken along. */
export default function HistoryScreen({ target, detail }: PlaceProps) {
  const { answer, again } = useCall('history.list', { targetId: target.id });
  useEffect(() => viewFor(target.id), [target.id]);
  if (detail === 'support') return <SupportPage targetId={target.id} />;
  if (detail === 'compare') return <ComparePage targetId={target.id} answer={answer} again={again} />;
  return <WholeHistory target={target} answer={answer} again={again} />;
}

type Asked = Omit<ReturnType<typeof useCall<'history.list'>>, 'renew'>;

function WholeHistory({ target, answer, again }: Pick<PlaceProps, 'target'> & Asked) {
  const text = useTexts('history');
  const filter = useHistoryView((view) => view.filter);
  return (
    <div className="page history">
      <div className="stack">
        <h1>{text('title')}</h1>
        <p className="lead">{text('lead', { name: target.name })}</p>
      </div>
      <LookReminders />
      {answer.state === 'loading' ? <Waiting onAgain={again} /> : null}
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {answer.state === 'loaded' ? <HistoryList answer={answer.value} /> : null}
      {answer.state === 'loaded' && answer.value.entries.length > 0 ? (
        <>
          <TakeAlong targetId={target.id} filter={filter} />
          <StoredSection targetId={target.id} />
        </>
      ) : null}
    </div>
  );
}
