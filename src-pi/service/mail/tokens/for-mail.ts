import type { FreshGrant } from '../../../../src-shared/mail/grant.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { TokenRefused } from './exchange.ts';

export interface TokensForMail {
  /** As the mail library asks for a token, once the line is encrypted. */
  readonly provide: (user: string, isAgain: boolean, done: (error: Error | null, token?: string) => void) => void;
  /** The next token must be a new one. */
  renewNext(): void;
  renewed(): boolean;
  /** Why there was no token at all. */
  refused(): TokenRefused | null;
}

/**
 * Tokens for handing over one mail. The library asks again by itself where the server challenged it before it refused (`334`), and does not where the server
 * refused at once; so whoever sends has to know whether a new token was tried.
 */
export function tokensFor(
  grant: FreshGrant,
  { tokens, authorities = [] }: { readonly tokens: AccessTokens; readonly authorities?: readonly string[] },
): TokensForMail {
  let renewNext = false;
  let wasRenewed = false;
  let refused: TokenRefused | null = null;
  return {
    provide(_user, isAgain, done) {
      const renew = isAgain || renewNext;
      wasRenewed ||= renew;
      tokens.get(grant, { renew, authorities }).then((found) => {
        if (found.ok) return done(null, found.token);
        refused = found;
        done(new Error('no access token'));
      }, done);
    },
    renewNext: () => {
      renewNext = true;
    },
    renewed: () => wasRenewed,
    refused: () => refused,
  };
}
