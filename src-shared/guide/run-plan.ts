import type { PhaseView, RunView, StepView } from '../bonctl/run-view.ts';

/** Planned and gone, in milliseconds. `overMs` is how much longer than planned it takes or took, 0 while within the plan. */
export interface PlanBeside {
  readonly plannedMs: number;
  readonly goneMs: number;
  readonly overMs: number;
}

/** Up to twice the plan, or two seconds more, is no delay that anybody needs to read of. */
const worthSayingMs = 2_000;

function beside(plannedMs: number, goneMs: number): PlanBeside {
  const over = goneMs - plannedMs;
  return { plannedMs, goneMs, overMs: over >= worthSayingMs && goneMs > 2 * plannedMs ? over : 0 };
}

/** Milliseconds that a step has worked, on the way there. The wait for a person is not its work. */
function stepGone(step: StepView, now: number): number {
  if (step.state === 'running' && step.startedAt) return Math.max(0, now - Date.parse(step.startedAt));
  if (step.state === 'undoing' || step.state === 'undone' || step.state === 'undo-failed') return 0;
  return step.durationMs ?? 0;
}

/** What a phase was planned to take and what it has taken. */
export function planOfPhase(phase: PhaseView, now: number): PlanBeside {
  const planned = phase.steps.reduce((sum, step) => sum + step.expectedMs, 0);
  const gone = phase.steps.reduce((sum, step) => sum + stepGone(step, now), 0);
  return beside(planned, gone);
}

/** The same of a whole run: its steps, without what people took to answer. */
export function planOfRun(view: Pick<RunView, 'phases'>, now: number): PlanBeside {
  const all = view.phases.map((phase) => planOfPhase(phase, now));
  return beside(
    all.reduce((sum, { plannedMs }) => sum + plannedMs, 0),
    all.reduce((sum, { goneMs }) => sum + goneMs, 0),
  );
}

/** What comes after the step at work. */
export type NextUp =
  | { readonly kind: 'step'; readonly step: StepView }
  | { readonly kind: 'question' }
  | { readonly kind: 'stays' }
  | { readonly kind: 'restored' };

/** What happens next if all goes well; null where nothing more happens. */
export function nextUp(view: RunView): NextUp | null {
  if (view.endedAt) return null;
  if (view.state === 'rolling-back' || view.kind === 'rollback') return { kind: 'restored' };
  if (view.state === 'confirming') return { kind: 'stays' };
  const steps = view.phases.flatMap((phase) => phase.steps);
  const isAtWork = ({ state }: StepView) => state === 'running' || state === 'failed' || state === 'unknown';
  const here = steps.findIndex((step) => step.id === view.question?.step || isAtWork(step));
  const from = here >= 0 ? here + 1 : steps.findIndex(({ state }) => state === 'waiting') + 1;
  const step = steps.slice(from).find(({ state }) => state === 'waiting');
  return step ? { kind: 'step', step } : { kind: 'question' };
}

/** What happens if nobody answers now, and when (milliseconds since 1970). */
export interface Silence {
  readonly does: 'rollback' | 'continue' | 'waits';
  readonly at: number | null;
}

/** What silence does to a run that wants an answer; null where none is wanted. The first clock to run out decides. */
export function silenceOf(view: RunView): Silence | null {
  if (view.state !== 'asking' && view.state !== 'confirming') return null;
  const guardAt = view.guard ? Date.parse(view.guard.at) + view.guard.remainingMs : null;
  const asked = view.state === 'asking' && view.question?.kind === 'ask' ? view.question : null;
  const silence = view.phases.flatMap(({ steps }) => steps).find(({ id }) => id === asked?.step)?.silence;
  const questionAt = asked && silence ? Date.parse(asked.at) + silence.afterMs : null;
  if (silence && questionAt !== null && (guardAt === null || questionAt < guardAt))
    return { does: silence.does, at: questionAt };
  return guardAt === null ? { does: 'waits', at: null } : { does: 'rollback', at: guardAt };
}
