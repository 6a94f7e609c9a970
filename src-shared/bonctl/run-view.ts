import type { BonwartError } from '../contract/errors.ts';
import type { Localized } from '../localized.ts';
import { actOf, type Runbook } from '../runbook/schema.ts';
import type { JournalEntry, Proof, RunState, RunSummary } from './run.ts';

export type StepState =
  | 'waiting'
  | 'running'
  | 'done'
  | 'failed'
  | 'unknown'
  | 'skipped'
  | 'undoing'
  | 'undone'
  | 'undo-failed';

export interface StepView {
  readonly id: string;
  readonly title: Localized;
  readonly explanation: Localized;
  readonly act: 'use' | 'run' | 'ask';
  /** The built-in action of a `use` step. */
  readonly action: string | null;
  readonly question: Localized | null;
  /** What happens to a question that nobody answers, and after how many milliseconds. */
  readonly silence: { readonly does: 'continue' | 'rollback'; readonly afterMs: number } | null;
  readonly optional: boolean;
  readonly interrupts: boolean;
  readonly expectedMs: number;
  state: StepState;
  attempts: number;
  startedAt: string | null;
  durationMs: number | null;
  proof: Proof | null;
  error: BonwartError | null;
  skipReason: string | null;
  output: string[];
}

export interface PhaseView {
  readonly id: string;
  readonly title: Localized;
  readonly steps: StepView[];
}

type Entry<Type extends JournalEntry['type']> = Extract<JournalEntry, { type: Type }>;

/** A run as a person sees it, made from its journal alone. The same entries always give the same view. */
export interface RunView {
  runId: string;
  kind: RunSummary['kind'];
  title: Localized;
  state: RunState;
  version: string | null;
  previousVersion: string | null;
  by: RunSummary['by'];
  startedAt: string;
  endedAt: string | null;
  rollbackReason: Entry<'state'>['reason'];
  phases: PhaseView[];
  guard: { window: 'start' | 'confirmation'; remainingMs: number; at: string } | null;
  question: Omit<Entry<'question'>, 'seq' | 'bootId' | 'previous' | 'type'> | null;
  /** About what runs now. */
  verdict: Entry<'verdict'>['verdict'] | null;
  decisions: { at: string; by: RunSummary['by']; decision: Entry<'decision'>['decision'] }[];
  lastSeq: number;
}

/** Lines of output that are kept per step; older ones remain in the journal on the target. */
const outputLimit = 2000;

/** Folds one entry into a view. The first entry of a run makes the view; entries that were seen already change nothing. */
export function foldEntry(view: RunView | null, entry: JournalEntry): RunView {
  if (entry.type === 'run-created') return view ?? newView(entry);
  if (!view) throw new Error(`the journal begins with ${entry.type}`);
  if (entry.seq <= view.lastSeq) return view;
  view.lastSeq = entry.seq;
  apply(view, entry);
  return view;
}

/** The view of a whole journal, or `null` for an empty one. */
export function viewOf(entries: readonly JournalEntry[]): RunView | null {
  return entries.reduce<RunView | null>(foldEntry, null);
}

function newView(entry: Entry<'run-created'>): RunView {
  return {
    runId: entry.runId,
    kind: entry.kind,
    title: entry.runbook.title,
    state: 'created',
    version: entry.version,
    previousVersion: entry.previousVersion,
    by: entry.by,
    startedAt: entry.at,
    endedAt: null,
    rollbackReason: null,
    phases: phaseViews(entry.runbook),
    guard: null,
    question: null,
    verdict: null,
    decisions: [],
    lastSeq: entry.seq,
  };
}

/** The stations of a runbook before anything has happened. */
export function phaseViews(runbook: Runbook): PhaseView[] {
  return runbook.phases.map((phase) => ({
    id: phase.id,
    title: phase.title,
    steps: phase.steps.map((step) => ({
      id: step.id,
      title: step.title,
      explanation: step.explanation,
      act: actOf(step),
      action: 'use' in step ? step.use : null,
      question: 'ask' in step ? step.ask : null,
      silence: 'ask' in step ? { does: step.silence, afterMs: step.timeout } : null,
      optional: step.optional,
      interrupts: step.interrupts,
      expectedMs: step.expected,
      state: 'waiting',
      attempts: 0,
      startedAt: null,
      durationMs: null,
      proof: null,
      error: null,
      skipReason: null,
      output: [],
    })),
  }));
}

function apply(view: RunView, entry: Exclude<JournalEntry, { type: 'run-created' }>): void {
  switch (entry.type) {
    case 'state':
      view.state = entry.to;
      if (entry.reason) view.rollbackReason = entry.reason;
      if (entry.to === 'confirmed' || entry.to === 'rolled-back' || entry.to === 'needs-person')
        view.endedAt = entry.at;
      if (entry.to !== 'asking') view.question = null;
      // it was about a release that is on its way out; what runs then is judged anew
      if (entry.to === 'rolling-back') view.verdict = null;
      return;
    case 'guard-armed':
      view.guard = { window: entry.window, remainingMs: entry.remainingMs, at: entry.at };
      return;
    case 'guard-disarmed':
      view.guard = null;
      return;
    case 'question':
      view.question = {
        ...{ step: entry.step, kind: entry.kind, choices: entry.choices },
        ...{ recommended: entry.recommended, at: entry.at },
      };
      return;
    case 'decision':
      view.decisions.push({ at: entry.at, by: entry.by, decision: entry.decision });
      return;
    case 'verdict':
      view.verdict = entry.verdict;
      return;
    case 'engine-started':
      return;
    default:
      applyToStep(stepOf(view, entry.step), entry);
  }
}

function stepOf(view: RunView, id: string): StepView {
  const step = view.phases.flatMap((phase) => phase.steps).find((candidate) => candidate.id === id);
  if (!step) throw new Error(`the journal names the step ${id}, which the runbook has not`);
  return step;
}

function applyToStep(step: StepView, entry: Entry<'step-started' | 'step-output' | 'step-finished'>): void {
  if (entry.type === 'step-output') {
    step.output.push(entry.text);
    if (step.output.length > outputLimit) step.output.shift();
    return;
  }
  if (entry.type === 'step-started') {
    step.state = entry.forUndo ? 'undoing' : 'running';
    step.attempts = entry.forUndo ? step.attempts : entry.attempt;
    step.startedAt = entry.at;
    step.error = null;
    return;
  }
  step.durationMs = entry.durationMs;
  step.proof = entry.proof;
  step.error = entry.error;
  step.skipReason = entry.skipReason;
  if (!entry.forUndo) step.state = entry.result;
  else step.state = entry.result === 'done' || entry.result === 'skipped' ? 'undone' : 'undo-failed';
}
