import { expect, test } from 'vitest';
import { nextState, type RunEvent, transitions } from '../../src-pi/control/engine/transitions.ts';
import { finalRunStates, type RunState, runStateSchema } from '../../src-shared/bonctl/run.ts';

const states = runStateSchema.options;

/** Every state that can be reached from one, in any number of steps. */
function reachable(from: RunState, seen: Set<RunState> = new Set()): Set<RunState> {
  for (const to of Object.values(transitions[from])) {
    if (seen.has(to)) continue;
    seen.add(to);
    reachable(to, seen);
  }
  return seen;
}

test('every run can end, and ends in one of the three final states', () => {
  for (const state of states.filter((one) => !finalRunStates.includes(one))) {
    expect(
      [...reachable(state)].some((one) => finalRunStates.includes(one)),
      state,
    ).toBe(true);
    expect(Object.keys(transitions[state]), state).not.toHaveLength(0);
  }
});

test('nothing leads out of a final state: after a confirmation nothing rolls back', () => {
  for (const state of finalRunStates) expect(transitions[state]).toEqual({});
  expect(() => nextState('confirmed', 'rollback-decided')).toThrow('confirmed');
});

test('every unconfirmed state can be rolled back, and only a healthy one confirmed', () => {
  for (const state of states.filter((one) => !finalRunStates.includes(one) && one !== 'rolling-back'))
    expect(nextState(state, 'rollback-decided'), state).toBe('rolling-back');
  const confirmable = states.filter((state) => transitions[state].confirmed);
  expect(confirmable).toEqual(['confirming']);
});

test('a run is confirmed only by way of confirming', () => {
  const into = (target: RunState) =>
    states.flatMap((state) =>
      (Object.entries(transitions[state]) as [RunEvent, RunState][])
        .filter(([, to]) => to === target)
        .map(([event]) => `${state} ${event}`),
    );
  expect(into('confirmed')).toEqual(['confirming confirmed']);
  expect(into('confirming')).toEqual(['running healthy']);
});
