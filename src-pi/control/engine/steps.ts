import { setTimeout as wait } from 'node:timers/promises';
import type { JournalEntry, Proof } from '../../../src-shared/bonctl/run.ts';
import { type BonwartError, Refusal, refuse } from '../../../src-shared/contract/errors.ts';
import type { Step } from '../../../src-shared/runbook/schema.ts';
import type { ActionContext } from '../actions/action.ts';
import { keepOutput } from './output.ts';
import type { RunContext } from './run-context.ts';
import { actionOf } from './step-actions.ts';

type Started = Extract<JournalEntry, { type: 'step-started' }>;

export function allSteps(run: RunContext): Step[] {
  return run.runbook.phases.flatMap((phase) => phase.steps);
}

/** All beginnings of a step, oldest first. */
export function startsOf(entries: readonly JournalEntry[], step: string, forUndo = false): Started[] {
  return entries.filter(
    (entry): entry is Started => entry.type === 'step-started' && entry.step === step && entry.forUndo === forUndo,
  );
}

/** How a step stands by the journal: begun without a known end is what a crash leaves behind. */
export function standingOf(
  entries: readonly JournalEntry[],
  step: string,
  forUndo = false,
): 'waiting' | 'begun' | 'done' | 'failed' {
  const last = entries.findLast(
    (entry) =>
      (entry.type === 'step-started' || entry.type === 'step-finished') &&
      entry.step === step &&
      entry.forUndo === forUndo,
  );
  if (!last) return 'waiting';
  if (last.type === 'step-started') return 'begun';
  if (last.type !== 'step-finished') return 'waiting';
  if (last.result === 'unknown') return 'begun';
  return last.result === 'done' || last.result === 'skipped' ? 'done' : 'failed';
}

/** What the step noted before its first attempt: later ones would note their own doing. */
export function memoryOf(entries: readonly JournalEntry[], step: string): Record<string, unknown> {
  return startsOf(entries, step)[0]?.memory ?? {};
}

/** What an action of the run noted before its first attempt, or an empty record. */
export function recall(run: RunContext, entries: readonly JournalEntry[], action: string): Record<string, unknown> {
  const step = allSteps(run).find((one) => 'use' in one && one.use === action);
  return step ? memoryOf(entries, step.id) : {};
}

export function actionContext(
  run: RunContext,
  step: Step,
  memoriesIn: readonly JournalEntry[],
  signal: AbortSignal,
): ActionContext {
  return {
    machine: run.machine,
    // an undo finds what the run left under that run's own name
    runId: run.created.undoes ?? run.runId,
    runbook: run.runbook,
    manifest: run.manifest,
    at: run.at,
    settings: run.settings,
    restores: run.created.restores ?? null,
    memory: memoryOf(memoriesIn, step.id),
    recall: (action) => recall(run, memoriesIn, action),
    say: (text) => keepOutput(run.journal, step.id, run.redact(text).slice(0, 16_000)),
    signal,
  };
}

/**
 * Carries out one step: notes it, acts, notes the end. A step that a crash cut off is checked first, and only done again if
 * it is not done. Ends when `aborted` does, within the step's own limit at the latest.
 *
 * @returns whether it is done.
 */
export async function performStep(run: RunContext, step: Step, aborted: AbortSignal): Promise<boolean> {
  const { journal } = run;
  const action = actionOf(step, (verdict) => journal.append({ type: 'verdict', verdict }));
  if (!action) return true;
  const resumed = standingOf(journal.entries, step.id) === 'begun';
  const begun = performance.now();
  if (resumed) {
    const error = refuse('step.unknown', { step: step.id }, { retry: 'now' }).error;
    finish(run, step, { result: 'unknown', begun, proof: null, error });
  }
  const signal = AbortSignal.any([aborted, AbortSignal.timeout(step.timeout)]);
  const context = () => actionContext(run, step, journal.entries, signal);
  const attempt = startsOf(journal.entries, step.id).length + 1;
  try {
    const memory = attempt === 1 ? await within(step, signal, action.prepare?.(context()) ?? Promise.resolve({})) : {};
    journal.append({ type: 'step-started', step: step.id, attempt, forUndo: false, memory });
    const found = resumed ? await within(step, signal, action.check(context())) : null;
    const proof = found ?? (await within(step, signal, action.act(context())));
    finish(run, step, { result: 'done', begun, proof, error: null });
    return true;
  } catch (problem) {
    if (startsOf(journal.entries, step.id).length < attempt) {
      journal.append({ type: 'step-started', step: step.id, attempt, forUndo: false, memory: {} });
    }
    finish(run, step, { result: 'failed', begun, proof: null, error: asError(run, step, problem) });
    return false;
  }
}

const mostUndoFailures = 3;

function undoFailures(entries: readonly JournalEntry[], step: string): number {
  return entries.filter(
    (entry) => entry.type === 'step-finished' && entry.step === step && entry.forUndo && entry.result === 'failed',
  ).length;
}

/**
 * Undoes one step by what it noted in `memories`. Every try is noted; after three failures it is given up. A try that a kill
 * or a power cut ended is no failure: those are bounded by the starts of the engine.
 */
export async function undoStep(run: RunContext, step: Step, memories: readonly JournalEntry[]): Promise<boolean> {
  const action = actionOf(step, () => {});
  if (!action?.undo) return true;
  while (undoFailures(run.journal.entries, step.id) < mostUndoFailures) {
    const attempt = startsOf(run.journal.entries, step.id, true).length + 1;
    const begun = performance.now();
    const signal = AbortSignal.timeout(step.timeout);
    run.journal.append({ type: 'step-started', step: step.id, attempt, forUndo: true, memory: {} });
    try {
      const proof = await within(step, signal, action.undo(actionContext(run, step, memories, signal)));
      finish(run, step, { result: 'done', begun, proof, error: null, forUndo: true });
      return true;
    } catch (problem) {
      finish(run, step, { result: 'failed', begun, proof: null, error: asError(run, step, problem), forUndo: true });
    }
  }
  return false;
}

interface Ending {
  readonly result: 'done' | 'failed' | 'unknown' | 'skipped';
  readonly begun: number;
  readonly proof: Proof | null;
  readonly error: BonwartError | null;
  readonly forUndo?: boolean;
  readonly skipReason?: string;
}

export function finish(run: RunContext, step: Step, ending: Ending): void {
  run.journal.append({
    type: 'step-finished',
    step: step.id,
    forUndo: ending.forUndo ?? false,
    result: ending.result,
    durationMs: Math.round(performance.now() - ending.begun),
    proof: ending.proof,
    error: ending.error,
    skipReason: ending.skipReason ?? null,
  });
}

/** How long an act that was told to stop may take for it: longer than a command's SIGTERM and SIGKILL. */
const settleMs = 8000;

/**
 * Waits for an act until `signal` ends; then for the act to have stopped, so that nothing of it goes on beside what comes
 * next. Some acts cannot be interrupted; those we leave after a while.
 */
async function within<Value>(step: Step, signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  const stopped = work.then(
    () => {},
    () => {},
  );
  const aborted = new Promise<'aborted'>((resolve) => {
    if (signal.aborted) resolve('aborted');
    signal.addEventListener('abort', () => resolve('aborted'), { once: true });
  });
  if ((await Promise.race([aborted, stopped])) !== 'aborted') return work;
  const left = new AbortController();
  await Promise.race([stopped, wait(settleMs, undefined, { signal: left.signal }).catch(() => {})]);
  left.abort();
  throw refuse('step.timeout', { step: step.id, seconds: Math.round(step.timeout / 1000) }, { retry: 'now' });
}

function asError(run: RunContext, step: Step, problem: unknown): BonwartError {
  const error =
    problem instanceof Refusal
      ? problem.error
      : refuse(
          'step.failed',
          { step: step.id, output: problem instanceof Error ? problem.message : String(problem) },
          { retry: 'now' },
        ).error;
  return JSON.parse(run.redact(JSON.stringify(error)).slice(0, 100_000)) as BonwartError;
}
