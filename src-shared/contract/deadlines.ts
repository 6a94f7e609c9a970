import type { CallName } from './contract.ts';

/** Milliseconds until the window gives up waiting for an answer. The host's own deadlines are shorter. */
export const usualDeadlineMs = 30_000;

/** A person chooses where a file goes. */
const choosingMs = 10 * 60_000;

const longer: Partial<Record<CallName, number>> = {
  'targets.unpair': 90_000,
  'deployment.offer': 60_000,
  'deployment.start': 90_000,
  'rollback.start': 60_000,
  'stored.prove': 120_000,
  'restore.offer': 180_000,
  'restore.start': 60_000,
  'signOff.read': 60_000,
  'signOff.report': 60_000,
  'history.list': 45_000,
  'history.run': 45_000,
  'history.export': choosingMs,
  'support.save': choosingMs,
  'signOff.mail': 60_000,
  'practice.stop': 60_000,
  'restaurant.write': 60_000,
  'serviceSettings.write': 90_000,
  'lanAccess.write': 90_000,
  'mail.test': 45_000,
  'mail.confirm': 60_000,
};

export function deadlineOf(name: CallName): number {
  return longer[name] ?? usualDeadlineMs;
}
