import type { Target } from '../../../src-shared/contract/targets.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { BackSection } from './back-section.tsx';
import { KeptVersions } from './kept-versions.tsx';
import { RestoreSection } from './restore-section.tsx';
import './way-back.css';

/** All ways back: to the release before, and, folded away, to a backup. What it means stands beside each; nothing is done by looking. */
export default function WayBackPage({ target }: { target: Target }) {
  const text = useTexts('wayBack');
  const targetId = target.id;
  const offer = useCall('rollback.offer', { targetId });
  const stored = useCall('stored.list', { targetId });
  const answers = [offer, stored];
  const again = () => {
    for (const { again: ask } of answers) ask();
  };
  const refused = answers.map(({ answer }) => answer).find(({ state }) => state === 'refused');
  const onStarted = (runId: string) => goTo('deployment', runId);
  return (
    <div className="page way-back">
      <div className="stack">
        <h1>{text('title')}</h1>
        <p className="lead">{text('lead')}</p>
        <div>
          <Button kind="primary" onPress={() => goTo('deployment')}>
            {text('leave')}
          </Button>
        </div>
      </div>
      {refused?.state === 'refused' ? <ErrorNotice error={refused.error} onRetry={again} /> : null}
      {!refused && answers.some(({ answer }) => answer.state === 'loading') ? <Waiting onAgain={again} /> : null}
      {offer.answer.state === 'loaded' && stored.answer.state === 'loaded' ? (
        <>
          <BackSection targetId={targetId} offer={offer.answer.value} onStarted={onStarted} />
          <KeptVersions stored={stored.answer.value} />
          <RestoreSection targetId={targetId} stored={stored.answer.value} onStarted={onStarted} />
        </>
      ) : null}
    </div>
  );
}
