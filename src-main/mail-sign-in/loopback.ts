import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Language } from '../../src-shared/localized.ts';
import type { MailIssuer } from '../../src-shared/mail/issuers.ts';
import { answerPage, answerPageHeaders, type PageSays } from './answer-page.ts';
import { randomWord } from './proof-key.ts';

/** What the provider sent back with the browser (RFC 6749 §4.1.2). */
export interface BrowserAnswer {
  readonly parameters: URLSearchParams;
  /** Tells the person in the browser how it went. */
  say(says: PageSays): void;
}

export interface Loopback {
  readonly redirectUri: string;
  /** The first answer; what comes after it is nobody's. */
  readonly answer: Promise<BrowserAnswer>;
  close(): void;
}

/**
 * Listens on 127.0.0.1 for the browser to come back (RFC 8252 §7.3), on a port that the system chooses. Only a GET of the very path with a `state` counts;
 * whether it is the right one is decided by who waits. `close` ends it and every connection.
 */
export async function listenForBrowser(
  { redirect }: Pick<MailIssuer, 'redirect'>,
  language: Language,
): Promise<Loopback> {
  const path = redirect.path === 'random' ? `/${randomWord()}` : '/';
  const { promise: answer, resolve } = Promise.withResolvers<BrowserAnswer>();
  let isAnswered = false;
  const say = (response: ServerResponse, status: number, says: PageSays) => {
    response.writeHead(status, answerPageHeaders).end(answerPage(language, says));
  };
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '', 'http://127.0.0.1');
    const isAnswer = request.method === 'GET' && url?.pathname === path && url.searchParams.has('state');
    if (!isAnswer || isAnswered) return say(response, 404, 'unknown');
    isAnswered = true;
    resolve({ parameters: url.searchParams, say: (says) => say(response, says === 'done' ? 200 : 400, says) });
  });
  server.requestTimeout = 10_000;
  server.maxConnections = 16;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    redirectUri: `http://${redirect.host}:${port}${path}`,
    answer,
    close() {
      server.close();
      // what was said last may still be on its way; a connection that idles is not waited for
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 1000).unref();
    },
  };
}
