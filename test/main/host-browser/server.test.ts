import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createDispatcher } from '../../../src-main/contract/dispatcher.ts';
import { type BrowserServer, startBrowserServer } from '../../../src-main/host-browser/server.ts';
import { createSessions } from '../../../src-main/host-browser/sessions.ts';
import { largestWindowMessage } from '../../../src-shared/contract/messages.ts';
import type { Language } from '../../../src-shared/localized.ts';
import { everybodyMay } from '../../support/access.ts';

const files = new Map([
  [
    '/',
    {
      mediaType: 'text/html; charset=utf-8',
      body: Buffer.from('<html lang="de"><meta nonce="__CSP_NONCE__">window'),
    },
  ],
  ['/assets/app.js', { mediaType: 'text/javascript', body: Buffer.from('1') }],
]);
const sessions = createSessions();
let language: Language = 'de';
let server: BrowserServer;

beforeAll(async () => {
  const info = {
    version: '1.2.3',
    host: 'browser' as const,
    platform: 'linux',
    computerName: 'pc',
    userName: 'anna',
    startIn: 'home' as const,
    vault: 'session' as const,
  };
  const dispatcher = createDispatcher({ 'app.info': () => info }, { reportBug: () => 'r', access: everybodyMay });
  server = await startBrowserServer({ files, sessions, dispatcher, language: () => language, port: 0 });
});
afterAll(() => server.close());

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject).end();
  });
}

function connect(options: { origin?: string; host?: string; path?: string } = {}) {
  return new WebSocket(`ws://127.0.0.1:${server.port}${options.path ?? '/bridge'}`, {
    origin: options.origin ?? `http://127.0.0.1:${server.port}`,
    headers: options.host ? { host: options.host } : {},
  });
}

async function greeted(greeting: object) {
  const socket = connect();
  await once(socket, 'open');
  socket.send(JSON.stringify({ kind: 'greeting', ...greeting }));
  const [data] = (await once(socket, 'message')) as [Buffer];
  return { socket, welcome: JSON.parse(data.toString()) as { kind: string; session: string } };
}

async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

test('the page comes with its policy, a nonce of its own, and nosniff', async () => {
  const [one, two] = [await ask('/'), await ask('/')];
  expect(one.status).toBe(200);
  expect(one.headers['x-content-type-options']).toBe('nosniff');
  const nonce = /nonce="([\w-]+)"/.exec(one.body)?.[1];
  expect(one.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
  expect(one.headers['content-security-policy']).toContain("default-src 'none'");
  expect(one.body).not.toBe(two.body);
});

test('the page names the language that is chosen at that moment', async () => {
  expect((await ask('/')).body).toContain('<html lang="de">');
  language = 'en';
  expect((await ask('/')).body).toContain('<html lang="en">');
});

test.each([
  '/../package.json',
  '/assets/../../package.json',
  '/%2e%2e/package.json',
  '/assets%5c..%5c..%5cpackage.json',
  '/assets/app.js%00',
  '/assets/',
  '//assets/app.js',
  '/assets/app.js?x=1',
  `/${'a'.repeat(4000)}`,
])('%s is not there', async (path) => {
  const answer = await ask(path);
  expect(answer.status).toBe(404);
  expect(answer.headers['content-security-policy']).toBeDefined();
});

test('only GET is answered', async () => {
  expect((await ask('/', {}, 'POST')).status).toBe(405);
});

test.each(['evil.example', 'localhost.evil.example', '127.0.0.1', '127.0.0.1:1'])(
  'the host name %j is not answered',
  async (host) => {
    expect((await ask('/', { host })).status).toBe(421);
  },
);

test.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1'])(
  'a page from %s cannot open the socket',
  async (origin) => {
    const [error] = (await once(connect({ origin }), 'error')) as [Error];
    expect(error.message).toContain('403');
  },
);

test('a foreign host name cannot open the socket', async () => {
  const [error] = (await once(connect({ host: 'evil.example' }), 'error')) as [Error];
  expect(error.message).toContain('421');
});

test('a wrong token is sent away and does not use up the right one', async () => {
  const token = sessions.currentToken();
  const socket = connect();
  await once(socket, 'open');
  socket.send(JSON.stringify({ kind: 'greeting', token: 'x'.repeat(43) }));
  expect(await closeCode(socket)).toBe(4401);
  expect(sessions.currentToken()).toBe(token);
});

test('nothing is answered before the greeting', async () => {
  const socket = connect();
  await once(socket, 'open');
  socket.send(JSON.stringify({ kind: 'call', id: 1, name: 'app.info', request: {} }));
  expect(await closeCode(socket)).toBe(4401);
});

test('a token is good once; its session is good for a reload, and calls are answered', async () => {
  const token = sessions.currentToken();
  const first = await greeted({ token });
  expect(first.welcome.kind).toBe('welcome');
  first.socket.close();

  const again = connect();
  await once(again, 'open');
  again.send(JSON.stringify({ kind: 'greeting', token }));
  expect(await closeCode(again)).toBe(4401);

  const reloaded = await greeted({ session: first.welcome.session });
  reloaded.socket.send(JSON.stringify({ kind: 'call', id: 7, name: 'app.info', request: {} }));
  const [answer] = (await once(reloaded.socket, 'message')) as [Buffer];
  expect(JSON.parse(answer.toString())).toMatchObject({ kind: 'answer', id: 7, value: { computerName: 'pc' } });
  reloaded.socket.close();
});

test('a message that is too large ends the connection, not the host', async () => {
  const { socket } = await greeted({ token: sessions.currentToken() });
  socket.on('error', () => {});
  socket.send('x'.repeat(largestWindowMessage + 1));
  expect(await closeCode(socket)).toBe(1009);
  expect((await ask('/')).status).toBe(200);
});
