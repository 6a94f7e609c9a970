import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { FreshGrant } from '../../../src-shared/mail/grant.ts';
import type { MailServer, MailTest, SentWish } from '../../../src-shared/mail/schema.ts';
import type { MailAccount, MailSignIn } from './account.ts';
import { findWay } from './find-way.ts';
import { codeLetter, type Pen } from './letter/letters.ts';
import { post } from './mailer.ts';
import type { MailSetup } from './setup.ts';
import type { AccessTokens } from './tokens/access-tokens.ts';

/** A test whose mail went out, until its code comes back. */
interface Pending {
  readonly code: string;
  readonly until: number;
  readonly account: MailServer & { readonly from: string };
  triesLeft: number;
}

export interface TestDesk {
  /** Sends a mail with a code by the account of the wish. Nothing is stored. Never rejects because of a server. */
  test(wish: SentWish): Promise<MailTest>;
  confirm(testId: string, code: string): 'right' | 'again' | 'over';
  /** Did the code of a mail from this account come back? */
  isProven(account: Pick<MailAccount, 'server' | 'port' | 'user' | 'from'>): boolean;
}

const testMilliseconds = 20_000;
const codeMilliseconds = 10 * 60_000;
const triesOfACode = 5;
const mostPending = 20;

/** `stored` is how mails are set up now: its password counts where the wish has none. */
export function testDesk(parts: {
  stored(): MailSetup;
  pen(setup: Pick<MailSetup, 'restaurant' | 'rules'>, at: string): Pen;
  readonly tokens: AccessTokens;
  now(): string;
}): TestDesk {
  const pending = new Map<string, Pending>();
  const proven = new Set<string>();

  return {
    async test(wish) {
      const stored = parts.stored();
      const { password, grant, ...place } = wish.account;
      const signIn = signInOf(password, grant) ?? stored.account?.signIn ?? { kind: 'password', password: '' };
      const account: MailAccount = { ...place, signIn, restaurant: wish.restaurant };
      const setup: MailSetup = {
        ...stored,
        account,
        restaurant: wish.restaurant,
        rules: { ...stored.rules, language: wish.language },
      };
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const at = parts.now();
      const letter = codeLetter(code, parts.pen(setup, at));
      const signal = AbortSignal.timeout(testMilliseconds);
      const send = (way: MailAccount) =>
        post(setup, way, { id: randomUUID(), to: wish.to, letter, date: at }, { signal, tokens: parts.tokens });
      const way = await findWay(account, wish.alternatives, send, signal);
      if (!way.found) return { handedOver: false, failure: way.failure };

      const testId = randomUUID();
      const until = Date.parse(at) + codeMilliseconds;
      const [oldest] = pending.keys();
      if (pending.size >= mostPending && oldest !== undefined) pending.delete(oldest);
      pending.set(testId, { code, until, account: { ...way.used, from: account.from }, triesLeft: triesOfACode });
      const codeUntil = new Date(until).toISOString();
      return { handedOver: true, testId, refused: [...way.refused], used: way.used, codeUntil };
    },

    confirm(testId, typed) {
      const test = pending.get(testId);
      if (!test || Date.parse(parts.now()) > test.until || test.triesLeft <= 0) return 'over';
      test.triesLeft -= 1;
      const digits = typed.replace(/\D/g, '').padEnd(6, ' ').slice(0, 6);
      if (timingSafeEqual(Buffer.from(digits), Buffer.from(test.code))) {
        proven.add(nameOf(test.account));
        pending.delete(testId);
        return 'right';
      }
      if (test.triesLeft > 0) return 'again';
      pending.delete(testId);
      return 'over';
    },

    isProven: (account) => proven.has(nameOf(account)),
  };
}

function signInOf(password: string | null, grant: FreshGrant | null): MailSignIn | null {
  if (grant) return { kind: 'grant', grant };
  return password === null ? null : { kind: 'password', password };
}

/** What an account is recognised by. The password is not in it: it is kept nowhere but in the settings. */
export function nameOf({ server, port, user, from }: Pick<MailAccount, 'server' | 'port' | 'user' | 'from'>): string {
  return JSON.stringify([server.toLowerCase(), port, user, from]);
}
