import { type ReactNode, useState } from 'react';
import type { Decision } from '../../../src-shared/bonctl/run.ts';
import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { trippedOf, type WatchedTrigger } from '../../../src-shared/guide/evaluate-triggers.ts';
import { explainError } from '../../../src-shared/texts/explain-error.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { CopyButton } from '../../design/copy-button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field } from '../../design/field.tsx';
import { Fold } from '../../design/fold.tsx';
import { inLanguage } from '../../language/format.ts';
import { useLanguage, useSpoken } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';
import { FindingList } from '../deployment/finding-list.tsx';
import { CheckList } from './check-list.tsx';
import { SilenceWords } from './run-plan.tsx';
import { stepInView } from './run-words.ts';
import { usePrevious } from './use-previous.ts';

interface RunAskProps {
  readonly targetId: string;
  readonly view: RunView;
  /** A reason for going back that has tripped recommends it. */
  readonly watched: readonly WatchedTrigger[];
  readonly help: ReactNode;
}

/** What the run wants to know: after a failed step, at a question of the plan, or whether all is well at its end. */
export function RunAsk({ targetId, view, watched, help }: RunAskProps) {
  const decide = useAct('run.decide');
  const advised = trippedOf(watched).length > 0;
  const say = (decision: Decision) => void decide.act({ targetId, runId: view.runId, decision });
  const body =
    view.state === 'confirming' ? (
      <Confirm view={view} busy={decide.busy} say={say} advised={advised} />
    ) : view.state === 'asking' && view.question ? (
      <Question view={view} busy={decide.busy} say={say} advised={advised} help={help} />
    ) : null;
  if (!body) return null;
  return (
    <>
      {body}
      <RoleHint call="run.decide" />
      {decide.error ? <ErrorNotice error={decide.error} /> : null}
    </>
  );
}

interface AskProps {
  readonly view: RunView;
  readonly busy: boolean;
  readonly say: (decision: Decision) => void;
  /** Going back is what Bonwart advises. */
  readonly advised: boolean;
}

/** Everything is healthy: keep it? Until the countdown ends; after that the Pi goes back by itself. */
function Confirm({ view, busy, say, advised }: AskProps) {
  const text = useTexts('run');
  const guide = useTexts('guide');
  return (
    <section className="run-ask" aria-label={text('confirmTitle')}>
      <h2>{text('confirmTitle')}</h2>
      {view.verdict ? <CheckList checks={view.verdict.checks} /> : null}
      <div className="row">
        {advised ? (
          <Button kind="primary" isDisabled={busy} onPress={() => say({ choice: 'rollback', reason: '' })}>
            {text('choice.rollback')}
          </Button>
        ) : null}
        <Button kind={advised ? 'secondary' : 'primary'} isDisabled={busy} onPress={() => say({ choice: 'confirm' })}>
          {busy ? text('confirming') : advised ? guide('keepAnyway') : text('confirm')}
        </Button>
      </div>
      <SilenceWords view={view} />
    </section>
  );
}

const choiceOrder = ['retry', 'answer', 'skip', 'rollback'] as const;

/** At most four choices, the recommended one first; what each does stands below it. */
function Question({ view, busy, say, advised, help }: AskProps & { readonly help: ReactNode }) {
  const text = useTexts('run');
  const language = useLanguage();
  const spoken = useSpoken();
  const guide = useTexts('guide');
  const [skipping, setSkipping] = useState(false);
  const [reason, setReason] = useState('');
  const previous = usePrevious(view);
  const step = stepInView(view);
  const { question } = view;
  if (!step || !question) return null;
  const explained = step.error ? explainError(step.error, spoken) : null;
  const recommended = advised && question.choices.includes('rollback') ? 'rollback' : question.recommended;
  const kindOf = (choice: string) => (choice === recommended ? 'primary' : 'secondary');
  const asked = question.kind === 'ask' && step.question;
  const buttons: Record<(typeof choiceOrder)[number], ReactNode> = {
    retry: (
      <Button kind={kindOf('retry')} isDisabled={busy} onPress={() => say({ choice: 'retry' })}>
        {text('choice.retry')}
      </Button>
    ),
    answer: (
      <>
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
      </>
    ),
    skip: (
      <Button kind={kindOf('skip')} isDisabled={busy} onPress={() => setSkipping(!skipping)} aria-expanded={skipping}>
        {text('choice.skip')}
      </Button>
    ),
    rollback: (
      <Button kind={kindOf('rollback')} isDisabled={busy} onPress={() => say({ choice: 'rollback', reason: '' })}>
        {text('choice.rollback')}
      </Button>
    ),
  };
  const meanings: Record<(typeof choiceOrder)[number], string> = {
    retry: text('choice.retryMeaning'),
    answer: text('choice.answerMeaning'),
    skip: text('choice.skipMeaning'),
    rollback: text('choice.rollbackMeaning', { previous }),
  };
  const offered = choiceOrder
    .filter((choice) => question.choices.includes(choice))
    .sort((a, b) => Number(b === recommended) - Number(a === recommended));
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
        {offered.map((choice) => (
          <Choice key={choice} meaning={meanings[choice]}>
            {buttons[choice]}
          </Choice>
        ))}
        <Choice meaning={guide('helpMeaning')}>{help}</Choice>
      </div>
      <SilenceWords view={view} />
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

function Choice({ meaning, children }: { meaning: string; children: ReactNode }) {
  return (
    <div className="run-choice">
      <div className="row">{children}</div>
      <p className="quiet small">{meaning}</p>
    </div>
  );
}
