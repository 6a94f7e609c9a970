import type { RunState } from '../../../src-shared/bonctl/run.ts';

/** What can happen to a run. */
export type RunEvent =
  | 'started'
  | 'failed'
  | 'asked'
  | 'retried'
  | 'skipped'
  | 'answered-yes'
  | 'answered-no'
  | 'healthy'
  | 'confirmed'
  | 'rollback-decided'
  | 'undone'
  | 'undo-failed'
  | 'given-up';

/**
 * Every way that a run can take, as one page. What is not here cannot happen: the engine refuses it. The last three states
 * have no way out, so nothing rolls back after a confirmation.
 */
export const transitions: Readonly<Record<RunState, Partial<Record<RunEvent, RunState>>>> = {
  created: { started: 'running', 'rollback-decided': 'rolling-back', 'given-up': 'needs-person' },
  running: {
    failed: 'asking',
    asked: 'asking',
    healthy: 'confirming',
    'rollback-decided': 'rolling-back',
    'given-up': 'needs-person',
  },
  asking: {
    retried: 'running',
    skipped: 'running',
    'answered-yes': 'running',
    'answered-no': 'rolling-back',
    'rollback-decided': 'rolling-back',
    'given-up': 'needs-person',
  },
  confirming: { confirmed: 'confirmed', 'rollback-decided': 'rolling-back', 'given-up': 'needs-person' },
  'rolling-back': { undone: 'rolled-back', 'undo-failed': 'needs-person', 'given-up': 'needs-person' },
  confirmed: {},
  'rolled-back': {},
  'needs-person': {},
};

/** The state after an event. */
export function nextState(state: RunState, event: RunEvent): RunState {
  const next = transitions[state][event];
  if (!next) throw new Error(`a run that is ${state} cannot become ${event}`);
  return next;
}
