import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { socketPath } from '../../src-shared/contract/greeting.ts';
import { largestWindowMessage } from '../../src-shared/contract/messages.ts';
import type { Language } from '../../src-shared/localized.ts';
import type { Dispatcher } from '../contract/dispatcher.ts';
import { securityHeaders } from '../host/content-security.ts';
import { answerPageRequest, type PageFiles } from '../host/page-files.ts';
import type { Sessions } from './sessions.ts';
import { serveSocket } from './socket.ts';

export interface BrowserServerOptions {
  readonly files: PageFiles;
  readonly sessions: Sessions;
  readonly dispatcher: Dispatcher;
  /** In which the page is to open. */
  readonly language: () => Language;
  /** 0 takes a free one. */
  readonly port: number;
  /** Called when a token was used, with the address under which a further window can be opened. */
  onTokenUsed?(nextAddress: string): void;
}

export interface BrowserServer {
  readonly port: number;
  /** The address with the token that is good now. */
  address(): string;
  close(): Promise<void>;
}

/**
 * Serves the window and its WebSocket on 127.0.0.1. Only requests that name this very address as Host are answered (a
 * foreign name that resolves to 127.0.0.1 is DNS rebinding), and only a page from this origin may open the WebSocket.
 */
export async function startBrowserServer(options: BrowserServerOptions): Promise<BrowserServer> {
  const server = createServer({ maxHeaderSize: 8192, requestTimeout: 10_000, headersTimeout: 5_000 });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestWindowMessage, perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const address = () => `http://127.0.0.1:${port}/#token=${options.sessions.currentToken()}`;

  server.on('request', (request, response) => {
    request.resume();
    if (!hosts.has(request.headers.host ?? '')) {
      response.writeHead(421, securityHeaders('none')).end('This is not the address of Bonwart.\n');
      return;
    }
    const { files, language } = options;
    const answer = answerPageRequest(files, request.method ?? '', request.url ?? '', language());
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const host = request.headers.host ?? '';
    if (!hosts.has(host)) return refuseUpgrade(socket, '421 Misdirected Request');
    if (request.headers.origin !== `http://${host}`) return refuseUpgrade(socket, '403 Forbidden');
    if (request.url !== socketPath) return refuseUpgrade(socket, '404 Not Found');
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      serveSocket(webSocket, options.sessions, options.dispatcher, () => options.onTokenUsed?.(address()));
    });
  });

  return {
    port,
    address,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
