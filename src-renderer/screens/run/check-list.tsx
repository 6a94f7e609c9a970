import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { useTexts } from '../../language/use-texts.ts';

type Verdict = NonNullable<RunView['verdict']>;

/** What the Pi has looked at for itself, one by one, compared with how it was before. */
export function CheckList({ checks }: { checks: Verdict['checks'] }) {
  const text = useTexts('run');
  return (
    <ul className="run-checks">
      {checks.map((check) => (
        <li key={check.name}>
          <StateMark tone={check.ok ? 'good' : check.baseline === false ? 'attention' : 'bad'}>
            <CheckName name={check.name} />
            {check.ok ? null : (
              <span className="quiet"> · {text(check.baseline === false ? 'asBefore' : 'worse')}</span>
            )}
          </StateMark>
        </li>
      ))}
    </ul>
  );
}

function CheckName({ name }: { name: string }) {
  const text = useTexts('run');
  const known = ['service', 'release', 'database', 'interfaces', 'printer', 'ticket'] as const;
  const found = known.find((candidate) => candidate === name);
  return <>{found ? text(`check.${found}`) : name}</>;
}
