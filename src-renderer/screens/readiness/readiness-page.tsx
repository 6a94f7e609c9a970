import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { Target } from '../../../src-shared/contract/targets.ts';
import type { GivenAnswer } from '../../../src-shared/readiness/answer.ts';
import { type Assessment, assessReadiness, blockersOf } from '../../../src-shared/readiness/assess.ts';
import type { Readiness } from '../../../src-shared/runbook/readiness.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Progress } from '../../design/progress.tsx';
import { StateShape } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { inLanguage } from '../../language/format.ts';
import { useNow } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';
import { changeDraft, type Offer, useDeploymentDraft } from '../deployment/deployment-draft.ts';
import { ChecklistRow } from './checklist-row.tsx';
import './readiness.css';
import { useOwnChecks } from './own-checks.ts';

interface ReadinessPageProps {
  readonly target: Target;
  readonly offer: Offer;
  readonly readiness: Readiness;
}

const tones: Record<Assessment['verdict'], Tone> = {
  go: 'good',
  'go-with-warnings': 'attention',
  'no-go': 'bad',
  checking: 'unknown',
};

/** Go or no-go: what blocks and how to clear it first, then the whole list, each item with its proof or its question. */
export function ReadinessPage({ target, offer, readiness }: ReadinessPageProps) {
  const text = useTexts('readiness');
  const common = useTexts('common');
  const language = useLanguage();
  const now = useNow(60_000);
  const { values } = useDeploymentDraft();
  const preflight = useCall('deployment.preflight', { targetId: target.id, settings: { ...values } });
  const known = useCall('readiness.answers', { targetId: target.id, version: offer.version });
  const [given, setGiven] = useState<GivenAnswer[] | null>(null);
  const answers = given ?? (known.answer.state === 'loaded' ? known.answer.value : []);
  const findings = preflight.answer.state === 'loaded' ? preflight.answer.value.findings : null;
  const own = useOwnChecks(target.id);
  const assessment = assessReadiness(readiness, { findings, answers, own, now });
  const blockers = blockersOf(assessment);
  // What a check forbids, the run itself refuses.
  const forbidden = blockers.some(({ item }) => 'checks' in item);
  const about = { targetId: target.id, version: offer.version };
  return (
    <div className="page deployment">
      <div className="stack" aria-live="polite">
        <h1 className="readiness-verdict">
          <StateShape tone={tones[assessment.verdict]} size={32} />
          {text(`title.${assessment.verdict}`)}
        </h1>
        <p className="lead">{text(`lead.${assessment.verdict}`, { version: offer.version, name: target.name })}</p>
        <Progress
          label={text('progress')}
          words={text('percent', { percent: assessment.percent })}
          value={assessment.percent}
          of={100}
        />
        {assessment.tooFew && findings ? (
          <p>{text('tooFew', { percent: assessment.percent, wanted: readiness.atLeastPercent })}</p>
        ) : null}
        {preflight.answer.state === 'refused' ? (
          <ErrorNotice error={preflight.answer.error} onRetry={preflight.again} />
        ) : null}
        {known.answer.state === 'refused' ? <ErrorNotice error={known.answer.error} onRetry={known.again} /> : null}
        <div className="row">
          <Button
            kind={assessment.verdict === 'no-go' ? 'secondary' : 'primary'}
            onPress={() => changeDraft({ page: 'ready' })}
          >
            {text('toStart')}
          </Button>
          <Button icon={RotateCw} isDisabled={preflight.answer.state === 'loading'} onPress={preflight.again}>
            {text('againCheck')}
          </Button>
          <Button onPress={() => changeDraft({ page: 'offer' })}>{common('back')}</Button>
        </div>
        <RoleHint call="readiness.answer" />
        {assessment.verdict === 'no-go' && !forbidden ? <p className="quiet">{text('startAnyway')}</p> : null}
      </div>
      {blockers.length > 0 ? (
        <section className="stack stretch">
          <h2>{text('blocks', { count: blockers.length })}</h2>
          <ul className="checklist">
            {blockers.map((assessed) => (
              <ChecklistRow key={assessed.item.id} assessed={assessed} about={about} onAnswered={setGiven} />
            ))}
          </ul>
        </section>
      ) : null}
      {readiness.groups.map((group, place) => {
        const rest = (assessment.groups[place]?.items ?? []).filter((assessed) => !blockers.includes(assessed));
        return rest.length === 0 ? null : (
          <section key={group.id} className="stack stretch">
            <h2>{inLanguage(group.title, language)}</h2>
            <ul className="checklist">
              {rest.map((assessed) => (
                <ChecklistRow key={assessed.item.id} assessed={assessed} about={about} onAnswered={setGiven} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
