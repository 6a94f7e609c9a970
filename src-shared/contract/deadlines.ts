import type { CallName } from './contract.ts';

/** Milliseconds until the window gives up waiting for an answer. The host's own deadlines are shorter. */
export const usualDeadlineMs = 30_000;

const longer: Partial<Record<CallName, number>> = {
  'targets.unpair': 90_000,
  'deployment.offer': 60_000,
  'deployment.start': 90_000,
  'rollback.start': 60_000,
  'practice.stop': 60_000,
  'restaurant.write': 60_000,
};

export function deadlineOf(name: CallName): number {
  return longer[name] ?? usualDeadlineMs;
}
