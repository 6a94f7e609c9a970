import { useEffect, useState } from 'react';
import { trippedOf } from '../../../src-shared/guide/evaluate-triggers.ts';
import { UnderPlaceName } from '../../app/under-place-name.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateShape } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { Ago } from '../../language/time.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { followRun, useRun } from '../../stores/run.ts';
import { useTarget } from '../../stores/targets.ts';
import { OutputDrawer } from './output-drawer.tsx';
import './run.css';
import { RollbackApart } from './rollback-apart.tsx';
import { RunAsk } from './run-ask.tsx';
import { RunClock } from './run-clock.tsx';
import { RunEnd } from './run-end.tsx';
import { RunHead } from './run-head.tsx';
import { RunHelp } from './run-help.tsx';
import { RunLine } from './run-line.tsx';
import { AnnouncementFold } from './run-mails.tsx';
import { RunNext } from './run-plan.tsx';
import { RunAdvice, RunTriggers } from './run-triggers.tsx';
import { useTriggers } from './watched-triggers.ts';

/** A run from its first step to its end: what happens now, how long it has taken, what is asked. */
export function RunScreen({ targetId, runId, onLeave }: { targetId: string; runId: string; onLeave: () => void }) {
  const text = useTexts('run');
  const { view, lostSince, error } = useRun();
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` follows again after an error
  useEffect(() => followRun(targetId, runId), [targetId, runId, round]);
  const known = useCall('guide.read', { targetId });
  const guide = known.answer.state === 'loaded' ? known.answer.value : null;
  const pi = useTarget()?.name ?? '';
  const watched = useTriggers(view, guide?.triggers ?? []);
  const lost = lostSince !== null;
  useEffect(() => {
    if (lost) announce(text('lost'));
  }, [lost, text]);
  const again = () => setRound((before) => before + 1);
  if (error && !view)
    return (
      <UnderPlaceName place="deployment">
        <ErrorNotice error={error} onRetry={again} />
      </UnderPlaceName>
    );
  if (!view || view.runId !== runId)
    return (
      <UnderPlaceName place="deployment">
        <Waiting words={text('loading')} onAgain={again} />
      </UnderPlaceName>
    );
  const help = <RunHelp view={view} pi={pi} contacts={guide?.guide.contacts ?? []} />;
  return (
    <div className="page run">
      {lostSince ? (
        <p className="run-lost">
          <StateShape tone="unknown" size={20} />
          <span>
            {text('lost')} (<Ago at={lostSince} />)
          </span>
        </p>
      ) : null}
      <RunHead view={view} advised={trippedOf(watched).length > 0} />
      {view.endedAt ? null : <RunClock view={view} />}
      <RunAdvice watched={watched} />
      <RunAsk targetId={targetId} view={view} watched={watched} help={help} />
      <RunNext view={view} />
      <RunEnd view={view} onLeave={onLeave} />
      {error ? <ErrorNotice error={error} onRetry={again} /> : null}
      <RunLine view={view} />
      <RunTriggers watched={watched} />
      {guide ? <AnnouncementFold targetId={targetId} about={runId} templates={guide.announcements} /> : null}
      <OutputDrawer view={view} />
      {view.endedAt || view.state === 'asking' ? null : <div>{help}</div>}
      <RollbackApart targetId={targetId} view={view} />
    </div>
  );
}
