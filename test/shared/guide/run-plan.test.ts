import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../src-shared/bonctl/run.ts';
import { viewOf } from '../../../src-shared/bonctl/run-view.ts';
import { nextUp, planOfPhase, planOfRun, silenceOf } from '../../../src-shared/guide/run-plan.ts';
import { created, journal, performed, performedBefore, started, undone } from '../../renderer/scenes/journal.ts';
import { now } from '../../renderer/scenes/times.ts';

const at = now.getTime();
/** A run whose last entry was written this moment. */
const viewAfter = (events: readonly JournalEvent[]) => {
  const view = viewOf(journal((events.length - 1) * 0.4, events));
  if (!view) throw new Error('no run');
  return view;
};
const failedStart: JournalEvent[] = [
  started('start'),
  {
    ...{ type: 'step-finished', step: 'start', forUndo: false, result: 'failed', durationMs: 12_000, proof: null },
    ...{ error: { code: 'service.not-answering', data: { seconds: 12 }, retry: 'now' }, skipReason: null },
  } as JournalEvent,
  { type: 'question', step: 'start', kind: 'failed', choices: ['retry', 'rollback'], recommended: 'retry' },
  { type: 'state', from: 'running', to: 'asking', event: 'failed', reason: null },
];

test('plan and actual of a phase: done steps, the one at work, and nothing of the wait for a person', () => {
  const view = viewAfter([...created(), ...performedBefore('stage'), started('stage')]);
  const [first, second] = view.phases;
  if (!first || !second) throw new Error('no phases');
  expect(planOfPhase(first, at)).toEqual({ plannedMs: 4000, goneMs: 600 + 770 + 940, overMs: 0 });
  expect(planOfPhase(second, at + 1500)).toMatchObject({ plannedMs: 2000, goneMs: 1500, overMs: 0 });
  expect(planOfRun(view, at)).toMatchObject({ goneMs: 600 + 770 + 940 });
  const asking = viewAfter([...created(), ...performedBefore('start'), ...failedStart]);
  expect(planOfPhase(asking.phases[4] as never, at + 3_600_000).goneMs).toBeLessThan(20_000);
});

test('over the plan is said from twice and two seconds on; a step that is taken back counts no more', () => {
  const over = (durationMs: number) => {
    const view = viewAfter([...created(), ...performed('machine', durationMs)]);
    return planOfPhase(view.phases[0] as never, at).overMs;
  };
  expect([over(3_999), over(8_000), over(8_001)]).toEqual([0, 0, 4_001]);
  const back = viewAfter([...created(), ...performed('machine', 9_000), ...undone('machine')]);
  expect(planOfRun(back, at).goneMs).toBe(0);
});

test('what happens next: the next step, then the question, then that it stays', () => {
  const running = viewAfter([...created(), ...performedBefore('migrate'), started('migrate')]);
  expect(nextUp(running)).toMatchObject({ kind: 'step', step: { id: 'settings' } });
  const between = viewAfter([...created(), ...performedBefore('migrate')]);
  expect(nextUp(between)).toMatchObject({ kind: 'step', step: { id: 'settings' } });
  const failed = viewAfter([...created(), ...performedBefore('start'), ...failedStart]);
  expect(nextUp(failed)).toMatchObject({ kind: 'step', step: { id: 'health' } });
  const last = viewAfter([...created(), ...performedBefore('health'), started('health')]);
  expect(nextUp(last)).toEqual({ kind: 'question' });
  expect(nextUp({ ...last, state: 'confirming' })).toEqual({ kind: 'stays' });
  expect(nextUp({ ...last, state: 'rolling-back' })).toEqual({ kind: 'restored' });
  expect(nextUp({ ...last, endedAt: now.toISOString() })).toBeNull();
});

test('silence: the guard takes back at its time; before anything is armed the Pi just waits', () => {
  const asking = viewAfter([...created(), ...performedBefore('start'), ...failedStart]);
  const guardAt = Date.parse(asking.guard?.at ?? '') + 300_000;
  expect(silenceOf(asking)).toEqual({ does: 'rollback', at: guardAt });
  expect(silenceOf({ ...asking, guard: null })).toEqual({ does: 'waits', at: null });
  expect(silenceOf({ ...asking, state: 'running' })).toBeNull();
});

test('a question of the plan has its own silence, if it is over before the guard', () => {
  const asking = viewAfter([...created(), ...performedBefore('start'), ...failedStart]);
  const step = asking.phases.flatMap((phase) => phase.steps).find(({ id }) => id === 'start');
  if (!step || !asking.question) throw new Error('no question');
  const withSilence = (afterMs: number) => ({
    ...asking,
    question: { ...asking.question, kind: 'ask' } as typeof asking.question,
    phases: [{ ...asking.phases[0], steps: [{ ...step, silence: { does: 'continue', afterMs } }] }] as never,
  });
  expect(silenceOf(withSilence(1_000))).toEqual({ does: 'continue', at: Date.parse(asking.question.at) + 1_000 });
  expect(silenceOf(withSilence(3_600_000))).toMatchObject({ does: 'rollback' });
});
