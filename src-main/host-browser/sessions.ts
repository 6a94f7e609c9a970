import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Sessions that are kept; the oldest is forgotten first. A person has a handful of windows. */
const largestNumberOfSessions = 32;

/**
 * Who may speak to this process. A token is good once and is exchanged for a session, which the window keeps for a reload
 * (sessionStorage). Neither is ever part of a request line: the token stands in the URL's fragment, both travel inside
 * the WebSocket.
 */
export function createSessions(randomText: () => string = () => randomBytes(32).toString('base64url')) {
  const sessions: string[] = [];
  let token = randomText();

  return {
    /** The token with which the next window may open. */
    currentToken: () => token,
    /** Exchanges a token for a session; null if it is wrong or was used. The next token is ready at once. */
    exchange: (offered: string): string | null => {
      if (!same(offered, token)) return null;
      token = randomText();
      const session = randomText();
      sessions.push(session);
      if (sessions.length > largestNumberOfSessions) sessions.shift();
      return session;
    },
    isKnown: (offered: string): boolean => sessions.some((session) => same(session, offered)),
  };
}
export type Sessions = ReturnType<typeof createSessions>;

/** Compares without telling by its duration how much was right. */
function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
