import { ArrowRight } from 'lucide-react';
import type { PhaseView, RunView } from '../../../src-shared/bonctl/run-view.ts';
import { nextUp, type PlanBeside, planOfPhase, planOfRun, silenceOf } from '../../../src-shared/guide/run-plan.ts';
import { Icon } from '../../design/icon.tsx';
import { clockTime, duration, inLanguage, shortDuration, stopwatch } from '../../language/format.ts';
import { useNow } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';

/** Plan beside actual of a station: what it took once it is done, how far it is while it works. */
export function PhasePlan({ phase, done }: { phase: PhaseView; done: boolean }) {
  const text = useTexts('guide');
  const language = useLanguage();
  const now = useNow(250);
  const plan = planOfPhase(phase, now);
  const planned = shortDuration(plan.plannedMs, language);
  const words = done
    ? text('planTook', { planned, gone: shortDuration(plan.goneMs, language) })
    : text('planGone', { planned: duration(plan.plannedMs, language), gone: stopwatch(plan.goneMs) });
  return (
    <>
      <span className="quiet small figures">{words}</span>
      {done ? null : <Longer plan={plan} />}
    </>
  );
}

/** What happens next; and, said calmly, that the whole takes longer than planned. */
export function RunNext({ view }: { view: RunView }) {
  const text = useTexts('guide');
  const language = useLanguage();
  const now = useNow(1000);
  const next = nextUp(view);
  if (!next) return null;
  const words =
    next.kind === 'step'
      ? text(next.step.interrupts ? 'next.stepPause' : 'next.step', {
          title: inLanguage(next.step.title, language),
          time: duration(next.step.expectedMs, language),
        })
      : text(`next.${next.kind}`);
  return (
    <div className="stack stack-tight">
      <p className="run-next">
        <Icon of={ArrowRight} size={18} /> {words}
      </p>
      {view.state === 'running' ? <Longer plan={planOfRun(view, now)} /> : null}
    </div>
  );
}

function Longer({ plan }: { plan: PlanBeside }) {
  const text = useTexts('guide');
  const language = useLanguage();
  if (plan.overMs === 0) return null;
  return <p className="quiet small">{text('longer', { over: duration(plan.overMs, language) })}</p>;
}

/** What happens if nobody answers, and until when. */
export function SilenceWords({ view }: { view: RunView }) {
  const text = useTexts('guide');
  const language = useLanguage();
  const now = useNow(250);
  const silence = silenceOf(view);
  if (!silence) return null;
  if (silence.at === null || silence.does === 'waits') return <p className="quiet">{text('silence.waits')}</p>;
  const values = { time: clockTime(silence.at, language), left: stopwatch(silence.at - now) };
  return <p className="run-silence figures">{text(`silence.${silence.does}`, values)}</p>;
}
