import { createHash } from 'node:crypto';
import type { FreshGrant } from '../../../../src-shared/mail/grant.ts';
import { crashPoint } from '../../life/crash.ts';
import type { Log } from '../../life/log.ts';
import { exchangeToken, type TokenRefused } from './exchange.ts';
import { rotatedTokens } from './rotated-tokens.ts';

export type TokenFound = { readonly ok: true; readonly token: string } | TokenRefused;

export interface AccessTokens {
  /** A token that lasts for this mail at least. `renew`: the one before was refused, or shall be proven to be renewable. Never rejects. */
  get(
    grant: FreshGrant,
    options: { readonly renew: boolean; readonly authorities: readonly string[] },
  ): Promise<TokenFound>;
  /** Ends what is being asked for. */
  stop(): void;
}

interface Held {
  readonly token: string;
  /** On the monotonic clock: the Pi's own may be wrong by years. */
  readonly until: number;
}

/** Renewed when so much is left, or a quarter of a short life. */
const marginMilliseconds = 5 * 60_000;
const mostHeld = 4;

/**
 * Access tokens for the mailbox, held in memory and renewed before they end. A refresh token that the issuer replaces is on the disk before the access token
 * beside it is used; until then the old one counts, so a kill in between loses nothing that the issuer still takes. One exchange at a time for a grant.
 */
export function accessTokens(parts: { readonly file: string; readonly log: Log }): AccessTokens {
  const rotated = rotatedTokens(parts.file);
  const held = new Map<string, Held>();
  const asking = new Map<string, Promise<TokenFound>>();
  const stopping = new AbortController();

  const hold = (name: string, token: string, seconds: number) => {
    const lasts = seconds * 1000;
    held.delete(name);
    const [oldest] = held.keys();
    if (held.size >= mostHeld && oldest !== undefined) held.delete(oldest);
    held.set(name, { token, until: performance.now() + lasts - Math.min(marginMilliseconds, lasts / 4) });
  };

  const renewed = async (name: string, grant: FreshGrant, authorities: readonly string[]): Promise<TokenFound> => {
    const before = (await rotated.newest(name)) ?? grant.refreshToken;
    const exchanged = await exchangeToken(grant, before, { signal: stopping.signal, authorities });
    if (!exchanged.ok) {
      parts.log.warn({ cause: exchanged.cause }, 'no access token for the mailbox');
      return exchanged;
    }
    crashPoint('token-received');
    if (exchanged.refreshToken !== null && exchanged.refreshToken !== before)
      await rotated.keep(name, exchanged.refreshToken).catch((error: NodeJS.ErrnoException) => {
        // it is known in memory; mails go on, and the disk has an alarm of its own
        parts.log.error({ error: error.code ?? 'failed' }, 'a new refresh token could not be kept');
      });
    crashPoint('token-kept');
    hold(name, exchanged.token, exchanged.seconds);
    return { ok: true, token: exchanged.token };
  };

  return {
    async get(grant, { renew, authorities }) {
      const name = nameOf(grant);
      const { access } = grant;
      // a fresh sign-in brings its first token along
      if (access && access.seconds > 0 && !held.has(name)) hold(name, access.token, access.seconds);
      const here = held.get(name);
      if (!renew && here && performance.now() < here.until) return { ok: true, token: here.token };
      const running = asking.get(name) ?? renewed(name, grant, authorities).finally(() => asking.delete(name));
      asking.set(name, running);
      return running;
    },
    stop: () => stopping.abort(),
  };
}

/** A grant is known by its first refresh token, which stands in the settings. */
function nameOf({ refreshToken }: Pick<FreshGrant, 'refreshToken'>): string {
  return createHash('sha256').update(refreshToken).digest('hex');
}
