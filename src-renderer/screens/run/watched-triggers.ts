import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { evaluateTriggers, type WatchedTrigger } from '../../../src-shared/guide/evaluate-triggers.ts';
import type { Trigger } from '../../../src-shared/runbook/triggers.ts';
import { useNow } from '../../language/time.tsx';
import { useStatus } from '../../stores/status.ts';
import { evidenceOf } from './trigger-evidence.ts';

/** The reasons for going back as they stand, live. */
export function useTriggers(view: RunView | null, triggers: readonly Trigger[]): WatchedTrigger[] {
  const known = useStatus();
  const now = useNow(1000);
  return view ? evaluateTriggers(triggers, evidenceOf(view, known, now)) : [];
}
