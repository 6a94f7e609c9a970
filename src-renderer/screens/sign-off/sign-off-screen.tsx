import { useState } from 'react';
import type { SignOffView } from '../../../src-shared/contract/sign-off.ts';
import type { PlaceProps } from '../../app/frame.tsx';
import { UnderPlaceName } from '../../app/under-place-name.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { AfterCareSection } from './after-care-section.tsx';
import { CriteriaSection } from './criteria-section.tsx';
import { DamageNotice } from './damage-notice.tsx';
import { DeviationSection } from './deviation-section.tsx';
import { IncidentSection } from './incident-section.tsx';
import { QuestionSection } from './question-section.tsx';
import { ReportSection } from './report-section.tsx';
import './sign-off.css';
import { SignOffHead } from './sign-off-head.tsx';
import type { SignOffPart } from './sign-off-part.ts';
import { signOffIn } from './sign-off-place.ts';
import { SignatureSection } from './signature-section.tsx';

/** After a run: what was measured, what people say, who has signed, and the report of it. */
export default function SignOffScreen({ target, detail }: PlaceProps) {
  const text = useTexts('signOff');
  const about = { targetId: target.id, runId: signOffIn(detail) ?? '' };
  const { answer, again } = useCall('signOff.read', about);
  const [changed, setChanged] = useState<SignOffView | null>(null);
  if (answer.state === 'loading')
    return (
      <UnderPlaceName place="history">
        <Waiting words={text('loading')} onAgain={again} />
      </UnderPlaceName>
    );
  if (answer.state === 'refused')
    return (
      <UnderPlaceName place="history">
        <ErrorNotice error={answer.error} onRetry={again} />
      </UnderPlaceName>
    );
  const part: SignOffPart = { view: changed ?? answer.value, about, onChanged: setChanged };
  const measureAgain = () => {
    setChanged(null);
    again();
  };
  return (
    <div className="page sign-off">
      <SignOffHead {...part} />
      <DamageNotice chain={part.view.chain} />
      <CriteriaSection {...part} onMeasureAgain={measureAgain} />
      <QuestionSection {...part} />
      <DeviationSection {...part} />
      <IncidentSection {...part} />
      <SignatureSection {...part} />
      <ReportSection {...part} />
      <AfterCareSection {...part} />
    </div>
  );
}
