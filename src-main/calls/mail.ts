import { randomUUID } from 'node:crypto';
import { changesAmong, packChanges } from '../../src-shared/history/setting-change.ts';
import { environmentOfAccount, environmentOfRules, type MailKey } from '../../src-shared/mail/environment.ts';
import type { MailTest, MailWish, SentWish } from '../../src-shared/mail/schema.ts';
import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import type { Implementation } from '../contract/implementation.ts';
import { loadMailProviders } from '../mail-providers/load.ts';
import { recogniseMail } from '../mail-providers/recognise.ts';
import type { KeptGrants } from '../mail-sign-in/grants.ts';
import type { AskTarget } from '../service-api/asking.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type MailCalls = Pick<
  Implementation,
  'mail.recognise' | 'mail.read' | 'mail.test' | 'mail.confirm' | 'mail.setRules' | 'mail.history'
>;

/** What was wished with a test that went out. It holds a password, so it is kept in memory only, and not for long. */
interface Wished {
  readonly targetId: string;
  readonly wish: SentWish;
  readonly sent: Extract<MailTest, { handedOver: true }>;
}

const mostWishes = 20;
/** The service gives itself 20 s for a test. */
const testMs = 30_000;

export function mailCalls(
  { panel, connections, bonctl, redaction, mailProvidersFile, practice }: CallSurroundings,
  ask: AskTarget,
  grants: KeptGrants,
): MailCalls {
  const wishes = new Map<string, Wished>();

  const change = async (targetId: string, changes: Partial<Record<MailKey, string>>) => {
    const host = await connections.get(targetId);
    const target = panel.targets.get(targetId);
    const { settings: before } = await bonctl.call(host, target, 'status', {});
    const { changed } = await bonctl.call(host, target, 'settings.change', { changes });
    // which secrets are others now only the target can tell, and it does
    const data = { keys: changed.join(' '), changes: packChanges(changesAmong(changed, before, changes)) };
    panel.audit.add({ action: 'mail-changed', targetId, person: personHere('').name, data });
  };
  const takeUp = (targetId: string) =>
    ask(targetId, { method: 'POST', path: servicePaths.mailTakeUp, answer: serviceAnswers.mailTakeUp });

  return {
    'mail.recognise': async ({ address }, { signal }) =>
      // nobody else knows of the mailbox to practise with
      practice.ifRunning()?.recogniseMail(address, panel.preferences.read().language) ??
      (await recogniseMail(address, loadMailProviders(mailProvidersFile), signal)),

    'mail.read': ({ targetId }, { signal }) =>
      ask(targetId, { method: 'GET', path: servicePaths.mail, answer: serviceAnswers.mail, signal }),

    'mail.test': async ({ targetId, wish: asked }, { signal }) => {
      const wish = withGrant(asked, grants);
      redaction.hide(wish.account.password ?? undefined);
      const test = await ask(targetId, {
        method: 'POST',
        path: servicePaths.mailTest,
        body: wish,
        answer: serviceAnswers.mailTest,
        deadlineMs: testMs,
        signal,
      });
      if (!test.handedOver) return test;
      const [oldest] = wishes.keys();
      if (wishes.size >= mostWishes && oldest !== undefined) wishes.delete(oldest);
      const testId = randomUUID();
      wishes.set(testId, { targetId, wish, sent: test });
      return { ...test, testId };
    },

    'mail.confirm': async ({ targetId, testId, code }) => {
      const wished = wishes.get(testId);
      if (!wished || wished.targetId !== targetId) return { outcome: 'over' };
      const { wish, sent } = wished;
      const answer = await ask(targetId, {
        method: 'POST',
        path: servicePaths.mailConfirm,
        body: { testId: sent.testId, code },
        answer: serviceAnswers.mailConfirm,
      });
      if (answer.outcome === 'again') return answer;
      wishes.delete(testId);
      if (answer.outcome === 'over') return answer;
      const { rules } = await ask(targetId, {
        method: 'GET',
        path: servicePaths.mail,
        answer: serviceAnswers.mail,
      });
      const { password, grant, from } = wish.account;
      await change(targetId, {
        ...environmentOfAccount({ ...sent.used, password, grant, from }),
        ...environmentOfRules({ ...rules, enabled: true, to: wish.to, language: wish.language }),
        ...(wish.restaurant === '' ? {} : { RESTAURANT_NAME: wish.restaurant }),
      });
      await takeUp(targetId);
      return answer;
    },

    'mail.setRules': async ({ targetId, rules }) => {
      await change(targetId, environmentOfRules(rules));
      return takeUp(targetId);
    },

    'mail.history': ({ targetId, limit, before }, { signal }) =>
      ask(targetId, {
        method: 'GET',
        path: servicePaths.mailHistory(limit, before),
        answer: serviceAnswers.mailHistory,
        signal,
      }),
  };
}

/** What the window names by a number becomes what was granted. @throws Refusal `mail-sign-in.over` */
function withGrant({ account: { signInId, ...account }, ...wish }: MailWish, grants: KeptGrants): SentWish {
  const grant = signInId === null ? null : grants.get(signInId);
  return { ...wish, account: { ...account, password: grant === null ? account.password : null, grant } };
}
