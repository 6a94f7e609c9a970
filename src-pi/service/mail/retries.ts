import { type MailCause, mailCauses } from '../../../src-shared/mail/causes.ts';

/** The way to the server, which comes back at any moment: it is asked often, which costs nobody anything. */
const ofTheWay: ReadonlySet<MailCause> = new Set([
  'no-internet',
  'server-name-unknown',
  'port-blocked',
  'port-refused',
  'connection-broken',
  'no-answer-in-time',
  'sign-in-service-silent',
]);
/** These are about one mail or its recipients; others may well go out. */
const ofOneMail: ReadonlySet<MailCause> = new Set([
  'recipient-unknown',
  'recipient-full',
  'some-recipients-refused',
  'too-large',
  'taken-for-spam',
  'taken-for-forged',
]);

const seconds = {
  way: [5, 10, 30, 60],
  soon: [60, 300, 900, 3600],
  later: [900, 3600],
  // a person has to do something; too many attempts would lock the account
  never: [900, 3600, 6 * 3600],
} as const;

/** Milliseconds until the next attempt after so many that failed, the last one for this reason. */
export function retryAfter(cause: MailCause, attempts: number): number {
  const list: readonly number[] = ofTheWay.has(cause) ? seconds.way : seconds[mailCauses[cause]];
  return (list[Math.min(attempts, list.length) - 1] ?? 60) * 1000;
}

/** Would any other mail fail for the same reason now? */
export function concernsAll(cause: MailCause): boolean {
  return !ofOneMail.has(cause);
}
