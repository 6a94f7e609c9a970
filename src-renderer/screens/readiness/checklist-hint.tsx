import { assessReadiness, blockersOf } from '../../../src-shared/readiness/assess.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useNow } from '../../language/time.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { changeDraft, type Offer } from '../deployment/deployment-draft.ts';

/** On the page before the start: what the checklist still needs from people, and the way to it. */
export function ChecklistHint({ targetId, offer }: { targetId: string; offer: Offer }) {
  const text = useTexts('readiness');
  const now = useNow(60_000);
  const { answer } = useCall('readiness.answers', { targetId, version: offer.version });
  const { readiness } = offer.runbook;
  if (!readiness || answer.state !== 'loaded') return null;
  const count = blockersOf(assessReadiness(readiness, { findings: null, answers: answer.value, now })).length;
  return (
    <section className="stack stretch">
      <h2>{text('heading')}</h2>
      <StateMark tone={count > 0 ? 'attention' : 'good'}>
        {count > 0 ? text('asked', { count }) : text('allAsked')}
      </StateMark>
      {count > 0 ? <p className="quiet">{text('startAnyway')}</p> : null}
      <div>
        <Button onPress={() => changeDraft({ page: 'readiness' })}>{text('open')}</Button>
      </div>
    </section>
  );
}
