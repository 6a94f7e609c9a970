import type { MailCause } from '../../../src-shared/mail/causes.ts';
import { type MailFailureView, type MailServer, mailSteps } from '../../../src-shared/mail/schema.ts';
import { type MailAccount, securityOf } from './account.ts';
import { unreachableBecause } from './reachable.ts';
import type { MailResult } from './send.ts';

export type WayFound =
  | { readonly found: true; readonly used: MailServer; readonly refused: readonly string[] }
  | { readonly found: false; readonly failure: MailFailureView };

/** A mailbox may lock itself after a few wrong sign-ins: so many are enough to try two forms of the user's name. */
const mostSignIns = 2;

/** Another server, port or kind of encryption may help with these; with everything else it would fail in the same way. */
const otherWayHelps: ReadonlySet<MailCause> = new Set([
  'wrong-encryption',
  'no-encryption',
  'port-blocked',
  'port-refused',
  'connection-broken',
  'no-answer-in-time',
  'server-name-unknown',
]);

/**
 * Hands a mail over by the first way that works: the account as it was entered, its alternatives, the other usual port, the other kind of encryption. Which
 * ports can be reached is looked up for all at once, so that a blocked one is known after five seconds. Of several failures the one that got
 * furthest is told.
 */
export async function findWay(
  account: MailAccount,
  alternatives: readonly MailServer[],
  send: (account: MailAccount) => Promise<MailResult>,
  signal: AbortSignal,
): Promise<WayFound> {
  const ways = distinct([account, ...alternatives, ...otherPorts(account)].map(serverOf));
  const reasons = await Promise.all(ways.map(({ server, port }) => unreachableBecause(server, port, signal)));
  const failures: MailFailureView[] = ways.flatMap((at, index) => {
    const cause = reasons[index];
    return cause ? [{ cause, answer: '', failedAt: cause === 'server-name-unknown' ? 'name' : 'connection', at }] : [];
  });
  const open = ways.filter((_, index) => reasons[index] === null);
  let signIns = 0;
  for (let way = open.shift(); way && !signal.aborted; way = open.shift()) {
    const result = await send({ ...withoutSecurity(account), ...way });
    if (result.handedOver) return { found: true, used: way, refused: result.refused };
    const { cause, answer, failedAt } = result;
    failures.push({ cause, answer, failedAt, at: way });
    if (cause === 'wrong-encryption' && way.security === undefined)
      open.unshift({ ...way, security: securityOf(way) === 'tls' ? 'starttls' : 'tls' });
    if (otherWayHelps.has(cause)) continue;
    signIns += 1;
    const { user } = way;
    const otherName = open.findIndex((next) => next.user !== user);
    if (cause !== 'sign-in-refused' || otherName < 0 || signIns >= mostSignIns) break;
    open.splice(0, otherName);
  }
  return { found: false, failure: furthest(failures, account) };
}

/** 465 and 587 are the two ports of RFC 8314; a router that blocks one may let the other through. */
function otherPorts({ server, port, user }: MailServer): MailServer[] {
  const other = { 465: 587, 587: 465 }[port];
  return other === undefined ? [] : [{ server, port: other, user }];
}

function furthest(failures: readonly MailFailureView[], account: MailAccount): MailFailureView {
  const rank = ({ failedAt }: MailFailureView) => mailSteps.indexOf(failedAt);
  const [first, ...others] = failures;
  const nothing = { cause: 'no-answer-in-time', answer: '', failedAt: 'connection', at: serverOf(account) } as const;
  // of two that could not be reached the one that was entered; of two that were talked to the one with the better guess
  const isBetter = (one: MailFailureView, best: MailFailureView) =>
    rank(one) > rank(best) || (rank(one) === rank(best) && rank(one) > mailSteps.indexOf('connection'));
  return others.reduce((best, one) => (isBetter(one, best) ? one : best), first ?? nothing);
}

function serverOf({ server, port, user, security }: MailServer): MailServer {
  return { server, port, user, ...(security ? { security } : {}) };
}

function withoutSecurity({ security: _, ...account }: MailAccount): MailAccount {
  return account;
}

function distinct(ways: readonly MailServer[]): MailServer[] {
  const seen = new Set<string>();
  return ways.filter((way) => {
    const name = JSON.stringify([way.server.toLowerCase(), way.port, way.user, securityOf(way)]);
    return !seen.has(name) && seen.add(name);
  });
}
