import type { Session } from '../../../src-shared/contract/people.ts';
import type { ServiceStatus } from '../../../src-shared/service/panel.ts';
import { fine } from './basics.ts';
import type { Scene } from './scene.ts';
import { ago, hours } from './times.ts';

const open: Session = { rolesCount: false, role: 'admin', person: null, idleMinutes: 10, lockedByIdling: false };
const telling = (name: string, change: Partial<ServiceStatus>, session: Session = open): Scene => ({
  name,
  firstSteps: 'shown',
  streams: {
    'status.watch': { events: [{ kind: 'status', status: { ...fine, ...change } }] },
    'session.who': { events: [session] },
  },
});

/** What a new restaurant does in order; at each step the one before is done. */
export const firstStepsScenes: readonly Scene[] = [
  {
    name: 'first-steps-install',
    firstSteps: 'shown',
    streams: {
      'status.watch': { events: [{ kind: 'silent', since: ago(hours(1)), reason: 'not-installed' }] },
      'session.who': { events: [open] },
    },
  },
  telling('first-steps-printer', {
    printer: { ...fine.printer, state: 'unreachable' },
    lastPrinted: null,
    mail: { state: 'off', waiting: 0, since: ago(60) },
  }),
  telling('first-steps-mail', { mail: { state: 'off', waiting: 0, since: ago(60) } }),
  telling('first-steps-people', { mail: { state: 'fine', waiting: 0, since: ago(60) } }),
  // Nothing of it is to be seen when all is done.
  telling('first-steps-done', { mail: { state: 'fine', waiting: 0, since: ago(60) } }, { ...open, rolesCount: true }),
];
