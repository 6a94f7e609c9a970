import type { PhaseView, RunView, StepView } from '../../../src-shared/bonctl/run-view.ts';

export type PhaseState = 'waiting' | 'current' | 'done' | 'failed' | 'undone';

const settled: readonly StepView['state'][] = ['done', 'skipped'];
const undone: readonly StepView['state'][] = ['undone', 'undoing', 'undo-failed'];

/** How a station stands, from its steps. */
export function phaseState(phase: PhaseView): PhaseState {
  const states = phase.steps.map((step) => step.state);
  if (states.some((state) => state === 'undoing' || state === 'running' || state === 'unknown')) return 'current';
  if (states.some((state) => state === 'failed' || state === 'undo-failed')) return 'failed';
  if (states.some((state) => undone.includes(state))) return 'undone';
  if (states.every((state) => settled.includes(state))) return 'done';
  return states.some((state) => settled.includes(state)) ? 'current' : 'waiting';
}

/** The step at work: running or being undone, failed and asking, or the next to come. */
export function stepInView(view: RunView): StepView | null {
  const steps = view.phases.flatMap((phase) => phase.steps);
  if (view.question) return steps.find((step) => step.id === view.question?.step) ?? null;
  return (
    steps.find((step) => step.state === 'running' || step.state === 'undoing' || step.state === 'unknown') ??
    steps.find((step) => step.state === 'failed' || step.state === 'undo-failed') ??
    steps.find((step) => step.state === 'waiting') ??
    null
  );
}

/** Milliseconds that the whole usually takes, and how many of them the kitchen notices. */
export function expectedTimes(phases: readonly PhaseView[]): { all: number; interrupted: number } {
  const steps = phases.flatMap((phase) => phase.steps);
  const sum = (some: readonly StepView[]) => some.reduce((total, step) => total + step.expectedMs, 0);
  return { all: sum(steps), interrupted: sum(steps.filter((step) => step.interrupts)) };
}

/** Milliseconds that a phase usually takes. */
export function expectedOf(phase: PhaseView): number {
  return expectedTimes([phase]).all;
}

/** Milliseconds since the run began, up to its end if it has one. Never negative, whatever the two clocks say. */
export function goneMs(view: RunView, now: number): number {
  const end = view.endedAt ? Date.parse(view.endedAt) : now;
  return Math.max(0, end - Date.parse(view.startedAt));
}

/** Milliseconds until the Pi rolls back by itself, or null while nothing is armed. */
export function guardLeftMs(view: RunView, now: number): number | null {
  if (!view.guard) return null;
  return Math.max(0, Date.parse(view.guard.at) + view.guard.remainingMs - now);
}

/** All output of a run, step by step, as one text. */
export function outputText(view: RunView): string {
  return view.phases
    .flatMap((phase) => phase.steps)
    .filter((step) => step.output.length > 0)
    .map((step) => `# ${step.id}\n${step.output.join('\n')}`)
    .join('\n\n');
}

/** What somebody who helps needs to know of a run: its state, each step with its error, and all output. Holds no secret. */
export function reportForHelp(view: RunView): string {
  const steps = view.phases
    .flatMap((phase) => phase.steps)
    .map((step) => `${step.id}: ${step.state}${step.error ? ` ${JSON.stringify(step.error)}` : ''}`);
  const head = `${view.runId} ${view.kind} ${view.previousVersion ?? '-'} -> ${view.version ?? '-'}: ${view.state}`;
  return [head, ...steps, '', outputText(view)].join('\n');
}
