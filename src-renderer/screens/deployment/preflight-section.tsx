import { RotateCw } from 'lucide-react';
import { obstacles, type PreflightState, stateOf } from '../../../src-shared/bonctl/preflight.ts';
import type { ResponseOf } from '../../../src-shared/contract/contract.ts';
import type { Loaded } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Fold } from '../../design/fold.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { FindingList } from './finding-list.tsx';

type Preflight = ResponseOf<'deployment.preflight'>;

interface PreflightSectionProps {
  readonly answer: Loaded<Preflight>;
  readonly again: () => void;
}

/** What stands against the deployment, with its cure; below, folded away, what is fine and what nobody knows. */
export function PreflightSection({ answer, again }: PreflightSectionProps) {
  const text = useTexts('preflight');
  return (
    <section className="stack stretch" aria-live="polite">
      <h2>{text('title')}</h2>
      {answer.state === 'loading' ? <Waiting words={text('checking')} onAgain={again} /> : null}
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {answer.state === 'loaded' ? <Found preflight={answer.value} again={again} /> : null}
    </section>
  );
}

function Found({ preflight: { findings }, again }: { preflight: Preflight; again: () => void }) {
  const text = useTexts('preflight');
  const those = (state: PreflightState) => findings.filter((finding) => stateOf(finding) === state);
  const [bad, warned, fine, unknown] = [obstacles(findings), those('warning'), those('fine'), those('unknown')];
  return (
    <>
      {bad.length > 0 ? (
        <p>{text('blocked', { count: bad.length })}</p>
      ) : warned.length > 0 ? (
        <p>{text('warned', { count: warned.length })}</p>
      ) : (
        <StateMark tone="good">{text('allFine')}</StateMark>
      )}
      {bad.length + warned.length > 0 ? <FindingList findings={[...bad, ...warned]} /> : null}
      <div className="row">
        <Button kind={bad.length > 0 ? 'primary' : 'secondary'} icon={RotateCw} onPress={again}>
          {text('again')}
        </Button>
      </div>
      {fine.length > 0 ? (
        <Fold title={text('fine', { count: fine.length })}>
          <FindingList findings={fine} />
        </Fold>
      ) : null}
      {unknown.length > 0 ? (
        <Fold title={text('unknown', { count: unknown.length })}>
          <FindingList findings={unknown} />
        </Fold>
      ) : null}
    </>
  );
}
