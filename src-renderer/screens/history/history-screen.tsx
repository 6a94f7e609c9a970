import { History } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { RunSummary } from '../../../src-shared/bonctl/run.ts';
import type { PlaceProps } from '../../app/frame.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { Empty, Waiting } from '../../design/waiting.tsx';
import { dayAndTime, shortDuration } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { StoredSection } from './stored-section.tsx';
import './history.css';

const tones: Record<RunSummary['state'], Tone> = {
  created: 'unknown',
  running: 'unknown',
  asking: 'attention',
  confirming: 'attention',
  'rolling-back': 'attention',
  confirmed: 'good',
  'rolled-back': 'attention',
  'needs-person': 'bad',
};

/** What was changed on this Pi, when and by whom; each can be opened and read step by step. */
export default function HistoryScreen({ target }: PlaceProps) {
  const text = useTexts('history');
  const { answer, again } = useCall('run.list', { targetId: target.id });
  return (
    <div className="page history">
      <div className="stack">
        <h1>{text('title')}</h1>
        <p className="lead">{text('lead', { name: target.name })}</p>
      </div>
      {answer.state === 'loading' ? <Waiting onAgain={again} /> : null}
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {answer.state === 'loaded' && answer.value.length === 0 ? (
        <Empty icon={History} title={text('emptyTitle')}>
          <p>{text('empty')}</p>
          <Button kind="primary" onPress={() => goTo('deployment')}>
            {text('toDeployment')}
          </Button>
        </Empty>
      ) : null}
      {answer.state === 'loaded' && answer.value.length > 0 ? (
        <ul className="history-list">
          {[...answer.value]
            .sort((one, other) => other.startedAt.localeCompare(one.startedAt))
            .map((run) => (
              <li key={run.runId}>
                <Run run={run} />
              </li>
            ))}
        </ul>
      ) : null}
      {answer.state === 'loaded' && answer.value.length > 0 ? <StoredSection targetId={target.id} /> : null}
    </div>
  );
}

function Run({ run }: { run: RunSummary }) {
  const text = useTexts('history');
  const language = useLanguage();
  const took = run.endedAt ? shortDuration(Date.parse(run.endedAt) - Date.parse(run.startedAt), language) : null;
  const values = { version: run.version ?? text('stateBefore') };
  return (
    <AriaButton className="history-run" onPress={() => goTo('deployment', run.runId)}>
      <span className="history-title">{text(`kind.${run.kind}`, values)}</span>
      <StateMark tone={run.kind === 'rollback' && run.state === 'rolled-back' ? 'good' : tones[run.state]}>
        {text(`state.${run.state}`)}
      </StateMark>
      <span className="quiet">
        {dayAndTime(run.startedAt, language)} · {text('by', { person: run.by.name || text('somebody'), pc: run.by.pc })}
      </span>
      <span className="quiet small figures">{took}</span>
    </AriaButton>
  );
}
