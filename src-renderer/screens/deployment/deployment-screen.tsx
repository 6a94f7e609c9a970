import { lazy, Suspense, useEffect, useState } from 'react';
import type { PlaceProps } from '../../app/frame.tsx';
import { UnderPlaceName } from '../../app/under-place-name.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goTo, wayBackDetail } from '../../stores/navigation.ts';
import { ReadinessPage } from '../readiness/readiness-page.tsx';
import { RunScreen } from '../run/run-screen.tsx';
import './deployment.css';
import { draftFor, useDeploymentDraft } from './deployment-draft.ts';
import { OfferPage } from './offer-page.tsx';
import { QuestionPage } from './question-page.tsx';
import { ReadyPage } from './ready-page.tsx';

const GuidePage = lazy(() => import('../guide/guide-page.tsx'));
const WayBackPage = lazy(() => import('../way-back/way-back-page.tsx'));

/** To a new version, or back. */
export default function DeploymentScreen({ target, detail }: PlaceProps) {
  if (detail !== wayBackDetail) return <ToNewVersion target={target} detail={detail} />;
  return (
    <Suspense fallback={<Waiting />}>
      <WayBackPage target={target} />
    </Suspense>
  );
}

/** The way to a new version: the offer, what is not known yet, the start; then the run itself. */
function ToNewVersion({ target, detail }: PlaceProps) {
  const text = useTexts('deployment');
  const { answer, again } = useCall('deployment.offer', { targetId: target.id });
  const page = useDeploymentDraft((draft) => draft.page);
  const [runId, setRunId] = useState(detail);
  useEffect(() => draftFor(target.id), [target.id]);
  const leave = () => {
    setRunId(null);
    if (detail) goTo('deployment');
    again();
  };
  if (runId) return <RunScreen targetId={target.id} runId={runId} onLeave={leave} />;
  if (answer.state === 'loading')
    return (
      <UnderPlaceName place="deployment">
        <Waiting words={text('loading')} onAgain={again} />
      </UnderPlaceName>
    );
  if (answer.state === 'refused')
    return (
      <UnderPlaceName place="deployment">
        <ErrorNotice error={answer.error} onRetry={again} />
      </UnderPlaceName>
    );
  const offer = answer.value;
  if (offer.activeRun) return <RunScreen targetId={target.id} runId={offer.activeRun} onLeave={leave} />;
  if (page === 'questions') return <QuestionPage offer={offer} />;
  if (page === 'readiness' && offer.runbook.readiness)
    return <ReadinessPage target={target} offer={offer} readiness={offer.runbook.readiness} />;
  if (page === 'guide') return <GuidePage target={target} offer={offer} />;
  if (page === 'ready') return <ReadyPage target={target} offer={offer} onStarted={setRunId} />;
  return <OfferPage target={target} offer={offer} />;
}
