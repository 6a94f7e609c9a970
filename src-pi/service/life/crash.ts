/**
 * The points at which a test kills the service, in the order in which a ticket passes them; the last ones lie beside its way.
 * With `CRASH_AT=<name>` in the environment the process ends itself there with SIGKILL, which nothing can catch: as a pulled plug,
 * but repeatable.
 */
export const crashPoints = [
  'order-half-page',
  'order-before-commit',
  'order-after-commit',
  'claim-before-commit',
  'claim-after-commit',
  'head-not-sent',
  'head-sent',
  'head-answered',
  'first-byte-before-commit',
  'first-byte-after-commit',
  'body-one-byte',
  'body-half',
  'body-all-but-one',
  'body-all',
  'tail-sent',
  'stop-before-commit',
  'stop-after-commit',
  'answer-received',
  'result-before-commit',
  'result-after-commit',
  'interrupted-before-commit',
  'interrupted-after-commit',
  'late-proof-before-commit',
  'late-proof-after-commit',
  'migration-before-commit',
  'migration-after-commit',
  'checkpoint-before',
  'checkpoint-after',
] as const;
/** Points beside the way of a ticket: while the service looks after its files. */
export const upkeepCrashPoints = ['backup-half', 'rebuild-set-aside', 'rebuild-restored', 'carry-over-half'] as const;
/** Points on the way of a mail. */
export const mailCrashPoints = ['mail-before-hand-over', 'mail-after-hand-over', 'mail-after-note'] as const;
/** Points while a mailbox's new refresh token takes the place of the old one. */
export const tokenCrashPoints = ['token-received', 'token-kept'] as const;
export type CrashPoint = (typeof crashPoints)[number];
type AnyPoint =
  | CrashPoint
  | (typeof upkeepCrashPoints)[number]
  | (typeof mailCrashPoints)[number]
  | (typeof tokenCrashPoints)[number];

const wanted = process.env.CRASH_AT;

/** Is the process to die at this point? Only for code that must do something special to get there, such as sending half a ticket. */
export function crashesAt(point: AnyPoint): boolean {
  return wanted === point;
}

/** Ends the process here if the test wants it. */
export function crashPoint(point: AnyPoint): void {
  if (wanted === point) process.kill(process.pid, 'SIGKILL');
}
