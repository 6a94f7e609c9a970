import type { JournalEntry } from '../bonctl/run.ts';
import { finalRunStates } from '../bonctl/run.ts';
import { actOf } from '../runbook/schema.ts';
import type { Measure } from '../runbook/sign-off.ts';
import { type Measured, measured, notApplicable, unknown } from './measured.ts';

type Of<Type extends JournalEntry['type']> = Extract<JournalEntry, { type: Type }>;
export type RunMeasure = Extract<Measure, 'run-duration' | 'gap' | 'rollback-duration' | 'health'>;

/** What a run's journal tells of it. The times are those of the machine's clock, as people read them. */
export function measureRun(entries: readonly JournalEntry[]): Record<RunMeasure, Measured> {
  return {
    'run-duration': runDuration(entries),
    gap: gap(entries),
    'rollback-duration': rollbackDuration(entries),
    health: health(entries),
  };
}

function runDuration(entries: readonly JournalEntry[]): Measured {
  const first = entries.find((entry) => entry.type === 'run-created');
  if (first?.kind === 'rollback') return notApplicable;
  return between(first, ended(entries));
}

function rollbackDuration(entries: readonly JournalEntry[]): Measured {
  const begun = entries.find((entry) => entry.type === 'state' && entry.to === 'rolling-back');
  return begun ? between(begun, ended(entries)) : notApplicable;
}

/**
 * From the first step that stops the service to the end of the step that started it; where the run was taken back, to the end of that.
 * An upper bound: connections wait meanwhile and are not refused. Nothing where no such step was begun.
 */
function gap(entries: readonly JournalEntry[]): Measured {
  const first = entries.find((entry) => entry.type === 'run-created');
  const stopping = stepsUsing(first, ['stop-service', 'take-over']);
  const starting = stepsUsing(first, ['start-service']);
  const stop = entries.find(
    (entry): entry is Of<'step-started'> =>
      entry.type === 'step-started' &&
      stopping.includes(entry.step) &&
      // where no older service was, taking over stops nothing
      !entries.some((other) => isDone(other, entry.step) && other.proof?.code === 'no-old-service'),
  );
  if (!stop) return measured(0);
  const back = entries.find((entry) => entry.type === 'state' && entry.to === 'rolled-back');
  if (back) return between(stop, back);
  return between(
    stop,
    entries.findLast((entry) => starting.some((step) => isDone(entry, step))),
  );
}

/** Checks that passed, in percent. One that was bad before the run counts as not passed: it is so, whoever is to blame. */
function health(entries: readonly JournalEntry[]): Measured {
  const last = entries.findLast((entry) => entry.type === 'verdict');
  if (!last || last.verdict.checks.length === 0) return unknown('no-verdict');
  const passed = last.verdict.checks.filter(({ ok }) => ok).length;
  return measured((100 * passed) / last.verdict.checks.length);
}

function ended(entries: readonly JournalEntry[]): JournalEntry | undefined {
  return entries.find((entry) => entry.type === 'state' && finalRunStates.includes(entry.to));
}

function between(from: JournalEntry | undefined, to: JournalEntry | undefined): Measured {
  if (!from || !to) return unknown('unfinished');
  const length = Date.parse(to.at) - Date.parse(from.at);
  return length >= 0 ? measured(length) : unknown('clock');
}

function stepsUsing(first: Of<'run-created'> | undefined, actions: readonly string[]): string[] {
  const steps = first?.runbook.phases.flatMap((phase) => phase.steps) ?? [];
  return steps
    .filter((step) => actOf(step) === 'use' && 'use' in step && actions.includes(step.use))
    .map(({ id }) => id);
}

function isDone(entry: JournalEntry, step: string): entry is Of<'step-finished'> {
  return entry.type === 'step-finished' && !entry.forUndo && entry.step === step && entry.result === 'done';
}
