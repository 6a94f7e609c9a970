import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Decision, JournalEntry, RunState } from '../../../src-shared/bonctl/run.ts';
import { finalRunStates } from '../../../src-shared/bonctl/run.ts';
import type { Step } from '../../../src-shared/runbook/schema.ts';
import { proof } from '../actions/action.ts';
import { removeOldBackups } from '../backups/backups.ts';
import { keepReserve } from '../files/reserve.ts';
import { armGuard, clearGuard, decideGuard, readGuard } from '../guard/guard-state.ts';
import { removeOldRuns } from '../journal/old-runs.ts';
import { runFile } from '../journal/run-folder.ts';
import { releaseLease, renewLease } from '../lock/lease.ts';
import type { Machine } from '../machine.ts';
import { rememberConfirmed, removeOldReleases } from '../releases/releases.ts';
import { removeEarlierSettings } from '../settings/earlier-settings.ts';
import { decisionsOf } from './decisions.ts';
import { rollBack } from './roll-back.ts';
import { endLeftoverCommand } from './run-command.ts';
import { openRun, type RunContext, settingsName } from './run-context.ts';
import { allSteps, finish, performStep, standingOf, startsOf } from './steps.ts';
import { nextState, type RunEvent } from './transitions.ts';
import { guardName } from './units.ts';
import { neededRuns } from './ways-back.ts';

const lookEveryMs = 100;
const heartbeatMs = 5_000;
/** A run whose engine had to be started this often goes in circles. */
export const mostEngineStarts = 20;

/**
 * Carries out a run until it has ended, from wherever its journal says it is. There is one engine per run; being killed and
 * started again at any instant changes nothing but the time that it takes.
 */
export async function carryOut(machine: Machine, runId: string): Promise<void> {
  const run = openRun(machine, runId);
  const heartbeat = setInterval(() => beat(run), heartbeatMs);
  try {
    await endLeftoverCommand(machine, run.created.undoes ?? runId);
    const resumed = run.journal.entries.some((entry) => entry.type === 'engine-started');
    if (!finalRunStates.includes(stateOf(run))) {
      renewLease(machine, runId, run.created.by);
      run.journal.append({ type: 'engine-started', pid: process.pid, resumed });
    }
    const starts = run.journal.entries.filter((entry) => entry.type === 'engine-started').length;
    if (starts > mostEngineStarts) await decideGuard(machine, runId, { verdict: 'rollback', reason: 'attempts' });
    while (!finalRunStates.includes(stateOf(run))) await advance(run);
    endRun(run);
  } finally {
    clearInterval(heartbeat);
    run.journal.close();
  }
}

/** A disk that takes nothing for a while costs the lease, not the run. */
function beat({ machine, runId, created }: RunContext): void {
  try {
    renewLease(machine, runId, created.by);
  } catch (problem) {
    console.error(problem);
  }
}

export function stateOf(run: Pick<RunContext, 'journal'>): RunState {
  return run.journal.entries.findLast((entry) => entry.type === 'state')?.to ?? 'created';
}

function enter(
  run: RunContext,
  event: RunEvent,
  reason: Extract<JournalEntry, { type: 'state' }>['reason'] = null,
): void {
  const from = stateOf(run);
  run.journal.append({ type: 'state', from, to: nextState(from, event), event, reason });
}

/** One move. What the guard has decided comes before everything else. */
async function advance(run: RunContext): Promise<void> {
  const state = stateOf(run);
  const guard = readGuard(run.machine);
  if (state === 'rolling-back') {
    enter(run, (await rollBack(run)) ? 'undone' : 'undo-failed');
    return;
  }
  if (run.created.kind === 'rollback' || (guard?.runId === run.runId && guard.verdict === 'rollback')) {
    noteLastDecision(run, 'rollback');
    enter(run, 'rollback-decided', guard?.reason ?? 'person');
    return;
  }
  if (state === 'created') await begin(run);
  else if (state === 'running') await nextStep(run);
  else if (state === 'asking') await hearAnswer(run);
  else await hearConfirmation(run);
}

/** Arms the guard before anything is changed. */
async function begin(run: RunContext): Promise<void> {
  const remainingMs = run.runbook.guard.startWindow;
  keepReserve(run.machine);
  await run.machine.services.enableGuardAtBoot();
  armGuard(run.machine, run.runId, 'start', remainingMs);
  await run.machine.services.startOwn({ name: guardName, arguments: ['guard'] });
  run.journal.append({ type: 'guard-armed', window: 'start', remainingMs });
  enter(run, 'started');
}

async function nextStep(run: RunContext): Promise<void> {
  const step = allSteps(run).find((one) => standingOf(run.journal.entries, one.id) !== 'done');
  if (!step) {
    const remainingMs = run.runbook.guard.confirmationWindow;
    const { changed } = await decideGuard(run.machine, run.runId, { window: 'confirmation', remainingMs });
    if (!changed) return;
    run.journal.append({ type: 'guard-armed', window: 'confirmation', remainingMs });
    enter(run, 'healthy');
    return;
  }
  if ('ask' in step) {
    ask(run, step, 'ask');
    enter(run, 'asked');
    return;
  }
  const watch = watchGuard(run);
  const done = await performStep(run, step, watch.signal);
  watch.end();
  if (done) {
    const remainingMs = run.runbook.guard.startWindow;
    const { changed } = await decideGuard(run.machine, run.runId, { remainingMs }, { window: 'start' });
    if (changed) run.journal.append({ type: 'guard-armed', window: 'start', remainingMs });
    return;
  }
  if (readGuard(run.machine)?.verdict === 'rollback') return;
  ask(run, step, 'failed');
  enter(run, 'failed');
}

function ask(run: RunContext, step: Step, kind: 'failed' | 'ask'): void {
  const choices =
    kind === 'ask'
      ? (['answer', 'rollback'] as const)
      : (['retry', ...(step.optional ? (['skip'] as const) : []), 'rollback'] as const);
  const recommended =
    kind === 'ask' ? 'answer' : startsOf(run.journal.entries, step.id).length > 1 ? 'rollback' : 'retry';
  if (kind === 'ask')
    run.journal.append({ type: 'step-started', step: step.id, attempt: 1, forUndo: false, memory: {} });
  run.journal.append({ type: 'question', step: step.id, kind, choices: [...choices], recommended });
}

/** Ends a step when the guard decides meanwhile. */
function watchGuard(run: RunContext): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const timer = setInterval(() => {
    const guard = readGuard(run.machine);
    if (guard?.runId === run.runId && guard.verdict === 'rollback') controller.abort();
  }, 2 * lookEveryMs);
  return { signal: controller.signal, end: () => clearInterval(timer) };
}

async function hearAnswer(run: RunContext): Promise<void> {
  const question = run.journal.entries.findLast((entry) => entry.type === 'question');
  const step = allSteps(run).find((one) => one.id === question?.step);
  if (!question || !step) throw new Error('asking without a question');
  const found = decisionsOf(run.machine, run.runId).find(
    (one) => one.afterSeq >= question.seq && one.decision.choice !== 'rollback',
  );
  if (!found) {
    if (question.kind === 'ask' && silenceIsOver(question, step)) await answerSilence(run, step);
    else await wait(lookEveryMs);
    return;
  }
  noteDecision(run, found.decision, found.by);
  const { decision } = found;
  if (decision.choice === 'retry') enter(run, 'retried');
  else if (decision.choice === 'skip') {
    finish(run, step, {
      result: 'skipped',
      begun: performance.now(),
      proof: null,
      error: null,
      skipReason: decision.reason,
    });
    enter(run, 'skipped');
  } else if (decision.choice === 'answer' && decision.yes) {
    finish(run, step, {
      result: 'done',
      begun: performance.now(),
      proof: proof('answered-yes', { note: decision.note }),
      error: null,
    });
    enter(run, 'answered-yes');
  } else enter(run, 'answered-no', 'person');
}

/** The wall clock may be wrong on a Pi; a question asked by an earlier engine starts its time anew. */
const askedAt = new Map<number, number>();

function silenceIsOver(question: JournalEntry, step: Step): boolean {
  const since = askedAt.get(question.seq) ?? performance.now();
  askedAt.set(question.seq, since);
  return performance.now() - since > step.timeout;
}

async function answerSilence(run: RunContext, step: Step): Promise<void> {
  if ('ask' in step && step.silence === 'continue') {
    finish(run, step, {
      result: 'done',
      begun: performance.now(),
      proof: proof('answered-by-silence'),
      error: null,
    });
    enter(run, 'answered-yes');
  } else await decideGuard(run.machine, run.runId, { verdict: 'rollback', reason: 'start-window' });
}

async function hearConfirmation(run: RunContext): Promise<void> {
  const guard = readGuard(run.machine);
  if (guard?.runId !== run.runId || guard.verdict !== 'confirmed') {
    await wait(lookEveryMs);
    return;
  }
  const by = noteLastDecision(run, 'confirm');
  run.journal.append({ type: 'guard-disarmed', by });
  rememberConfirmed(run.at, run.manifest.version);
  enter(run, 'confirmed');
}

function noteLastDecision(run: RunContext, choice: Decision['choice']) {
  const found = decisionsOf(run.machine, run.runId).findLast((one) => one.decision.choice === choice);
  if (found) noteDecision(run, found.decision, found.by);
  return found?.by ?? null;
}

/** Noted once, also if the engine died right after noting it. */
function noteDecision(run: RunContext, decision: Decision, by: { name: string; pc: string }): void {
  const lastState = run.journal.entries.findLast((entry) => entry.type === 'state')?.seq ?? 0;
  const noted = run.journal.entries.some((entry) => entry.type === 'decision' && entry.seq > lastState);
  if (!noted) run.journal.append({ type: 'decision', decision, by });
}

/** Clears up after the last state is on disk. A failure here never changes the outcome. */
function endRun(run: RunContext): void {
  rmSync(runFile(run.machine, run.runId, settingsName), { force: true });
  // only while the machine is ours: a later run may be putting its release together
  if (readGuard(run.machine)?.runId === run.runId) {
    try {
      removeOldReleases(run.at, run.created.previousVersion);
      const needed = neededRuns(run.machine);
      removeOldBackups(run.machine, needed);
      removeEarlierSettings(run.at, needed);
      removeOldRuns(run.machine, needed);
    } catch {
      // the next run tries again
    }
  }
  releaseLease(run.machine, run.runId);
  clearGuard(run.machine, run.runId);
}
