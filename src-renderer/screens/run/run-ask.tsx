import { useState } from 'react';
import type { Decision } from '../../../src-shared/bonctl/run.ts';
import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { explainError } from '../../../src-shared/texts/explain-error.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { CopyButton } from '../../design/copy-button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field } from '../../design/field.tsx';
import { Fold } from '../../design/fold.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { inLanguage, stopwatch } from '../../language/format.ts';
import { useNow } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { FindingList } from '../deployment/finding-list.tsx';
import { guardLeftMs, stepInView } from './run-words.ts';

/** What the run wants to know: after a failed step, at a question of the plan, or whether all is well at its end. */
export function RunAsk({ targetId, view }: { targetId: string; view: RunView }) {
  const decide = useAct('run.decide');
  const say = (decision: Decision) => void decide.act({ targetId, runId: view.runId, decision });
  const body =
    view.state === 'confirming' ? (
      <Confirm view={view} busy={decide.busy} say={say} />
    ) : view.state === 'asking' && view.question ? (
      <Question view={view} busy={decide.busy} say={say} />
    ) : null;
  if (!body) return null;
  return (
    <>
      {body}
      {decide.error ? <ErrorNotice error={decide.error} /> : null}
    </>
  );
}

interface AskProps {
  readonly view: RunView;
  readonly busy: boolean;
  readonly say: (decision: Decision) => void;
}

/** Everything is healthy: keep it? Until the countdown ends; after that the Pi goes back by itself. */
function Confirm({ view, busy, say }: AskProps) {
  const text = useTexts('run');
  const now = useNow(250);
  const left = guardLeftMs(view, now);
  return (
    <section className="run-ask" aria-label={text('confirmTitle')}>
      <h2>{text('confirmTitle')}</h2>
      <ul className="run-checks">
        {view.verdict?.checks.map((check) => (
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
      <div className="row">
        <Button kind="primary" isDisabled={busy} onPress={() => say({ choice: 'confirm' })}>
          {busy ? text('confirming') : text('confirm')}
        </Button>
        {left === null ? null : <span className="quiet figures">{text('confirmLeft', { left: stopwatch(left) })}</span>}
      </div>
      <p className="quiet">{text('confirmSilence', { previous: view.previousVersion ?? text('stateBefore') })}</p>
    </section>
  );
}

function CheckName({ name }: { name: string }) {
  const text = useTexts('run');
  const known = ['service', 'release', 'database', 'interfaces', 'printer', 'ticket'] as const;
  const found = known.find((candidate) => candidate === name);
  return <>{found ? text(`check.${found}`) : name}</>;
}

/** At most four choices, one of them recommended; what each does stands below it. */
function Question({ view, busy, say }: AskProps) {
  const text = useTexts('run');
  const language = useLanguage();
  const [skipping, setSkipping] = useState(false);
  const [reason, setReason] = useState('');
  const step = stepInView(view);
  const { question } = view;
  if (!step || !question) return null;
  const explained = step.error ? explainError(step.error, language) : null;
  const kindOf = (choice: string) => (choice === question.recommended ? 'primary' : 'secondary');
  const asked = question.kind === 'ask' && step.question;
  return (
    <section className="run-ask" aria-label={text('question')}>
      <h2>{asked ? inLanguage(asked, language) : (explained?.happened ?? text('failedStep'))}</h2>
      {explained && !asked ? (
        <>
          <p>{explained.meaning}</p>
          <p>{explained.next}</p>
          {step.error?.code === 'preflight.no-go' ? <FindingList findings={step.error.data.findings} /> : null}
        </>
      ) : null}
      <div className="run-choices">
        {question.choices.includes('retry') ? (
          <Choice meaning={text('choice.retryMeaning')}>
            <Button kind={kindOf('retry')} isDisabled={busy} onPress={() => say({ choice: 'retry' })}>
              {text('choice.retry')}
            </Button>
          </Choice>
        ) : null}
        {question.choices.includes('answer') ? (
          <Choice meaning={text('choice.answerMeaning')}>
            <Button
              kind={kindOf('answer')}
              isDisabled={busy}
              onPress={() => say({ choice: 'answer', yes: true, note: '' })}
            >
              {text('choice.yes')}
            </Button>
            <Button isDisabled={busy} onPress={() => say({ choice: 'answer', yes: false, note: '' })}>
              {text('choice.no')}
            </Button>
          </Choice>
        ) : null}
        {question.choices.includes('skip') ? (
          <Choice meaning={text('choice.skipMeaning')}>
            <Button
              kind={kindOf('skip')}
              isDisabled={busy}
              onPress={() => setSkipping(!skipping)}
              aria-expanded={skipping}
            >
              {text('choice.skip')}
            </Button>
          </Choice>
        ) : null}
        {question.choices.includes('rollback') ? (
          <Choice meaning={text('choice.rollbackMeaning', { previous: view.previousVersion ?? text('stateBefore') })}>
            <Button kind={kindOf('rollback')} isDisabled={busy} onPress={() => say({ choice: 'rollback', reason: '' })}>
              {text('choice.rollback')}
            </Button>
          </Choice>
        ) : null}
      </div>
      {skipping ? (
        <div className="stack">
          <Field label={text('skipReason')} value={reason} onChange={setReason} maxLength={500} autoFocus />
          <Button isDisabled={busy || reason.trim().length < 3} onPress={() => say({ choice: 'skip', reason })}>
            {text('choice.skipNow')}
          </Button>
        </div>
      ) : null}
      {step.error ? (
        <Fold title={text('details')}>
          <pre className="detail-text">{JSON.stringify(step.error, null, 2)}</pre>
          <CopyButton text={JSON.stringify(step.error, null, 2)} />
        </Fold>
      ) : null}
    </section>
  );
}

function Choice({ meaning, children }: { meaning: string; children: React.ReactNode }) {
  return (
    <div className="run-choice">
      <div className="row">{children}</div>
      <p className="quiet small">{meaning}</p>
    </div>
  );
}
