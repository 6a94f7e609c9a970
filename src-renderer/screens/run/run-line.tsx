import { Check, Minus, Undo2 } from 'lucide-react';
import type { PhaseView, RunView, StepView } from '../../../src-shared/bonctl/run-view.ts';
import { explainError } from '../../../src-shared/texts/explain-error.ts';
import { Fold } from '../../design/fold.tsx';
import { Icon } from '../../design/icon.tsx';
import { StateMark, StateShape } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { duration, inLanguage, shortDuration, stopwatch } from '../../language/format.ts';
import { hasText } from '../../language/i18n.ts';
import { useNow } from '../../language/time.tsx';
import { useLanguage, useSpoken } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { PhasePlan } from './run-plan.tsx';
import { expectedOf, type PhaseState, phaseState, stepInView } from './run-words.ts';

/** The stations of a run as a vertical line: the present one large, past ones folded to their proof, coming ones quiet. */
export function RunLine({ view }: { view: RunView }) {
  const text = useTexts('run');
  const current = stepInView(view);
  return (
    <section aria-label={text('stations')}>
      <ol className="run-line">
        {view.phases.map((phase) => (
          <Phase
            key={phase.id}
            phase={phase}
            ended={view.endedAt !== null}
            here={!view.endedAt && phase.steps.some((step) => step === current) && phaseState(phase) !== 'done'}
          />
        ))}
      </ol>
    </section>
  );
}

function Phase({ phase, here, ended }: { phase: PhaseView; here: boolean; ended: boolean }) {
  const text = useTexts('run');
  const language = useLanguage();
  const state = phaseState(phase);
  const title = inLanguage(phase.title, language);
  const shown = here ? 'current' : state === 'current' ? 'undone' : state;
  return (
    <li
      className={`run-phase run-phase-${shown} ${state === 'failed' ? 'run-phase-failed' : ''}`}
      {...(here ? { 'aria-current': 'step' } : {})}
    >
      <PhaseDot state={here && state !== 'failed' ? 'current' : state} />
      {here || state === 'failed' ? (
        <div className="run-phase-words">
          <div className="row row-apart stretch">
            <h2>{title}</h2>
            <PhasePlan phase={phase} done={false} />
          </div>
          <ol className="run-steps">
            {phase.steps.map((step) => (
              <Step key={step.id} step={step} />
            ))}
          </ol>
        </div>
      ) : state === 'waiting' ? (
        <div className="run-phase-words">
          <h2>{title}</h2>
          <span className="quiet small">
            {ended ? text('notBegun') : text('usually', { time: duration(expectedOf(phase), language) })}
          </span>
        </div>
      ) : (
        <Fold
          title={
            <span className="run-phase-proof">
              <strong>{title}</strong>
              <PhaseProof phase={phase} state={state} />
            </span>
          }
        >
          <ol className="run-steps">
            {phase.steps.map((step) => (
              <Step key={step.id} step={step} />
            ))}
          </ol>
        </Fold>
      )}
    </li>
  );
}

function PhaseDot({ state }: { state: PhaseState }) {
  return (
    <span className="run-dot" aria-hidden="true">
      {state === 'done' ? <Icon of={Check} size={18} /> : null}
      {state === 'undone' ? <Icon of={Undo2} size={18} /> : null}
      {state === 'failed' ? <StateShape tone="bad" size={24} /> : null}
    </span>
  );
}

/** What the last step of a station proved, and how long all of it took. */
function PhaseProof({ phase, state }: { phase: PhaseView; state: PhaseState }) {
  const language = useLanguage();
  const last = phase.steps.findLast((step) => step.proof !== null || step.state === 'skipped');
  const took = phase.steps.reduce((sum, step) => sum + (step.durationMs ?? 0), 0);
  return (
    <span className="quiet">
      {last ? <ProofWords step={last} /> : null} ·{' '}
      {state === 'done' ? (
        <PhasePlan phase={phase} done />
      ) : (
        <span className="figures">{shortDuration(took, language)}</span>
      )}
    </span>
  );
}

function ProofWords({ step }: { step: StepView }) {
  const text = useTexts('run');
  const proofs = useTexts('proofs');
  if (step.state === 'skipped') return <>{text('skippedBecause', { reason: step.skipReason ?? '' })}</>;
  if (!step.proof || !hasText('proofs', step.proof.code)) return <>{text('step.done')}</>;
  return <>{proofs(step.proof.code as Parameters<typeof proofs>[0], step.proof.data)}</>;
}

type TroubledState = 'failed' | 'undo-failed' | 'unknown';
const troubles: Record<TroubledState, Tone> = { failed: 'bad', 'undo-failed': 'bad', unknown: 'unknown' };
const isTroubled = (state: StepView['state']): state is TroubledState => Object.hasOwn(troubles, state);

function Step({ step }: { step: StepView }) {
  const text = useTexts('run');
  const language = useLanguage();
  const spoken = useSpoken();
  const title = inLanguage(step.title, language);
  const active = step.state === 'running' || step.state === 'undoing';
  const trouble = isTroubled(step.state) ? step.state : null;
  return (
    <li className={`run-step run-step-${step.state}`}>
      <div className="row row-apart">
        <span className="run-step-title">
          {step.state === 'undoing' ? text('undoing', { title }) : title}
          {active ? ' …' : ''}
        </span>
        {active ? <StepClock step={step} /> : null}
        {step.state === 'waiting' ? <span className="quiet small">{duration(step.expectedMs, language)}</span> : null}
        {step.durationMs !== null && !active ? (
          <span className="quiet small figures">{shortDuration(step.durationMs, language)}</span>
        ) : null}
      </div>
      {step.state === 'running' || trouble ? <p className="quiet">{inLanguage(step.explanation, language)}</p> : null}
      {step.interrupts && (active || step.state === 'waiting') ? (
        <p className="quiet small run-step-pause">
          <Icon of={Minus} size={14} /> {text('interrupts')}
        </p>
      ) : null}
      {trouble ? <StateMark tone={troubles[trouble]}>{text(`step.${trouble}`)}</StateMark> : null}
      {step.state === 'done' || step.state === 'skipped' || step.state === 'undone' ? (
        <p className="quiet small">
          <ProofWords step={step} />
        </p>
      ) : null}
      {step.error ? <p>{explainError(step.error, spoken).happened}</p> : null}
    </li>
  );
}

function StepClock({ step }: { step: StepView }) {
  const text = useTexts('run');
  const language = useLanguage();
  const now = useNow(250);
  const gone = step.startedAt ? now - Date.parse(step.startedAt) : 0;
  return (
    <span className="figures">
      {stopwatch(gone)}{' '}
      <span className="quiet">· {text('usually', { time: duration(step.expectedMs, language) })}</span>
    </span>
  );
}
