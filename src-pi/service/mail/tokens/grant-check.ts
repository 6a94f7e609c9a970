import type { MailSetup } from '../setup.ts';
import type { AccessTokens, TokenFound } from './access-tokens.ts';

const lookEveryMilliseconds = 10 * 60_000;
const checkEveryMilliseconds = 24 * 3600_000;
/** After one that told nothing, because the line was down. */
const againMilliseconds = 3600_000;

/**
 * Renews the access token once a day, whether or not there is a mail: a grant that somebody has taken back is known before an alarm needs it, and one
 * that ends when it is not used does not end. `onChecked` hears what came of it.
 */
export function startGrantCheck(parts: {
  setup(): MailSetup;
  readonly tokens: AccessTokens;
  onChecked(found: TokenFound): void;
  readonly lookEveryMilliseconds?: number;
}): { stop(): void } {
  let nextAt = 0;
  let isStopped = false;
  const look = async () => {
    const { account, rules, authorities } = parts.setup();
    if (!rules.enabled || account?.signIn.kind !== 'grant' || performance.now() < nextAt) return;
    nextAt = performance.now() + againMilliseconds;
    const found = await parts.tokens.get(account.signIn.grant, { renew: true, authorities });
    if (isStopped) return;
    if (found.ok) nextAt = performance.now() + checkEveryMilliseconds;
    parts.onChecked(found);
  };
  const timer = setInterval(() => void look(), parts.lookEveryMilliseconds ?? lookEveryMilliseconds);
  return {
    stop() {
      isStopped = true;
      clearInterval(timer);
    },
  };
}
