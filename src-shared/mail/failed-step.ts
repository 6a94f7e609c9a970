import type { MailCause } from './causes.ts';
import type { MailFailure } from './classify.ts';
import type { mailSteps } from './schema.ts';

export type MailStep = (typeof mailSteps)[number];

/** Where it ended when no command says so. What is not in here ended at handing the text over. */
const stepsOfCauses: Partial<Record<MailCause, MailStep>> = {
  'server-name-unknown': 'name',
  'no-internet': 'name',
  'port-blocked': 'connection',
  'port-refused': 'connection',
  'connection-broken': 'connection',
  'server-busy': 'connection',
  'wrong-encryption': 'encryption',
  'no-encryption': 'encryption',
  'certificate-expired': 'encryption',
  'certificate-not-yet-valid': 'encryption',
  'certificate-other-name': 'encryption',
  'certificate-untrusted': 'encryption',
  'sign-in-refused': 'sign-in',
  'no-sign-in-offered': 'sign-in',
  'token-expired': 'sign-in',
  'consent-needed': 'sign-in',
  'policy-forbids-sign-in': 'sign-in',
  'other-account-signed-in': 'sign-in',
  'program-not-registered': 'sign-in',
  'sign-in-service-silent': 'sign-in',
  'clock-wrong': 'sign-in',
};

/** How far it got: the step that the server's answer, or its silence, ended. */
export function failedStep({ command = '' }: MailFailure, cause: MailCause): MailStep {
  if (command.startsWith('AUTH')) return 'sign-in';
  if (command.startsWith('MAIL')) return 'sender';
  if (command.startsWith('RCPT')) return 'recipients';
  if (command.startsWith('DATA')) return 'hand-over';
  return stepsOfCauses[cause] ?? 'hand-over';
}
