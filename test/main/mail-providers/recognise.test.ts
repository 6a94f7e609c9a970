import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { outgoingServers } from '../../../src-main/mail-providers/autoconfig.ts';
import { loadMailProviders } from '../../../src-main/mail-providers/load.ts';
import { type RecogniseOptions, recogniseMail } from '../../../src-main/mail-providers/recognise.ts';
import { mailRecognitionSchema } from '../../../src-shared/mail/recognition.ts';
import { type Authority, makeAuthority } from '../../support/mail/certificates.ts';
import { type NameEntry, type NameServer, startNameServer } from '../../support/mail/name-server.ts';

const providers = loadMailProviders(fileURLToPath(new URL('../../../resources/mail-providers.json', import.meta.url)));
let authority: Authority;
beforeAll(() => {
  authority = makeAuthority();
});
afterAll(() => authority.remove());

async function names(known: Record<string, readonly NameEntry[]>, options = {}): Promise<NameServer> {
  const server = await startNameServer(known, options);
  onTestFinished(() => server.stop());
  return server;
}

/** An HTTPS server on the loopback for one name; every other name is not found. */
async function pages(name: string, answer: (path: string) => { status: number; text?: string; to?: string }) {
  const server = createServer(authority.issue(name), (request, response) => {
    const { status, text = '', to } = answer(request.url ?? '');
    response.writeHead(status, to === undefined ? {} : { location: to }).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    authority: authority.cert,
    port: (server.address() as AddressInfo).port,
    lookup: ((host: string, options: { all?: boolean }, done: (...words: unknown[]) => void) => {
      if (host !== name) return done(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }));
      return options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
    }) as never,
  };
}

/** Names that nobody answers for: no test asks the world. */
const nowhere: NonNullable<RecogniseOptions['pages']> = {
  lookup: ((_host: string, _options: unknown, done: (error: Error) => void) => done(new Error('not found'))) as never,
};

async function recognise(address: string, options: RecogniseOptions, signal = new AbortController().signal) {
  return mailRecognitionSchema.parse(await recogniseMail(address, providers, signal, { pages: nowhere, ...options }));
}

const entry = (host: string, port: number, security: string, user = '%EMAILADDRESS%', type = 'smtp') =>
  `<outgoingServer type="${type}"><hostname>${host}</hostname><port>${port}</port><socketType>${security}</socketType>` +
  `<username>${user}</username><authentication>password-cleartext</authentication></outgoingServer>`;

test('a known domain is recognised without asking anybody', async () => {
  const server = await names({});
  const found = await recognise('Max.Muster@WEB.DE', { nameServers: [server.address] });
  expect(found).toMatchObject({ by: 'domain', provider: { id: 'web-de' } });
  expect(found.servers.map(({ user, port }) => `${user} ${port}`)).toEqual([
    'Max.Muster 465',
    'Max.Muster 587',
    'Max.Muster@WEB.DE 465',
    'Max.Muster@WEB.DE 587',
  ]);
  expect(server.asked).toEqual([]);
});

test('a domain of one’s own is known by who takes its mail', async () => {
  const server = await names({
    'loewe.example': [
      { type: 'MX', preference: 20, name: 'elsewhere.example' },
      { type: 'MX', preference: 10, name: 'mx00.kundenserver.de' },
    ],
  });
  const found = await recognise('kasse@loewe.example', { nameServers: [server.address] });
  expect(found).toMatchObject({ by: 'mx', provider: { id: 'ionos' } });
  expect(found.servers[0]).toEqual({ server: 'smtp.ionos.de', port: 465, user: 'kasse@loewe.example' });
});

test('a domain’s own description over HTTPS is taken, by way of a redirect too', async () => {
  const server = await names({ 'loewe.example': [{ type: 'MX', preference: 1, name: 'mx.loewe.example' }] });
  const host = await pages('autoconfig.loewe.example', (path) =>
    path.startsWith('/mail/')
      ? { status: 302, to: '/elsewhere.xml' }
      : { status: 200, text: entry('Post.loewe.example', 2465, 'SSL', '%EMAILLOCALPART%') },
  );
  const found = await recognise('kasse@loewe.example', { nameServers: [server.address], pages: host });
  expect(found).toMatchObject({ by: 'autoconfig', provider: { id: 'custom' } });
  expect(found.servers).toEqual([{ server: 'post.loewe.example', port: 2465, user: 'kasse', security: 'tls' }]);
});

test('a redirect to a page without encryption is not followed, nor a wrong certificate believed', async () => {
  const server = await names({});
  const unsafe = await pages('autoconfig.loewe.example', () => ({ status: 301, to: 'http://127.0.0.1/x' }));
  expect((await recognise('kasse@loewe.example', { nameServers: [server.address], pages: unsafe })).by).toBe('nothing');
  const good = await pages('autoconfig.loewe.example', () => ({ status: 200, text: entry('a.example', 465, 'SSL') }));
  const { authority: _, ...untrusted } = good;
  expect((await recognise('kasse@loewe.example', { nameServers: [server.address], pages: good })).by).toBe(
    'autoconfig',
  );
  const found = await recognise('kasse@loewe.example', { nameServers: [server.address], pages: untrusted });
  expect(found.by).toBe('nothing');
});

test('SRV entries are taken in their order, encrypted from the first byte before upgraded', async () => {
  const server = await names({
    '_submissions._tcp.loewe.example': [{ type: 'SRV', priority: 0, port: 465, name: 'post.loewe.example' }],
    '_submission._tcp.loewe.example': [
      { type: 'SRV', priority: 9, port: 25, name: 'old.loewe.example' },
      { type: 'SRV', priority: 5, port: 587, name: 'post.loewe.example' },
    ],
  });
  const found = await recognise('kasse@loewe.example', { nameServers: [server.address] });
  expect(found).toMatchObject({ by: 'srv', provider: { id: 'custom' } });
  expect(found.servers.map(({ server: host, port, user }) => `${host} ${port} ${user}`)).toEqual([
    'post.loewe.example 465 kasse@loewe.example',
    'post.loewe.example 587 kasse@loewe.example',
    'post.loewe.example 465 kasse',
    'post.loewe.example 587 kasse',
  ]);
});

test('the usual names are guessed only where they exist', async () => {
  const server = await names({ 'mail.loewe.example': [{ type: 'A', address: '192.0.2.7' }] });
  const found = await recognise('kasse@loewe.example', { nameServers: [server.address] });
  expect(found.by).toBe('guess');
  expect(new Set(found.servers.map(({ server: host }) => host))).toEqual(new Set(['mail.loewe.example']));
});

test('offline it is custom and nothing is known; a silent name server does not hold a person up', async () => {
  const server = await names({}, { silent: true });
  const deadline = new Promise<never>((_, fail) => setTimeout(fail, 30_000, new Error('still asking')).unref());
  const found = await Promise.race([recognise('kasse@loewe.example', { nameServers: [server.address] }), deadline]);
  expect(found).toMatchObject({ by: 'nothing', provider: { id: 'custom' }, servers: [] });
});

test('who goes away need not wait for the end', async () => {
  const server = await names({}, { silent: true });
  const gone = new AbortController();
  const answer = recognise('kasse@loewe.example', { nameServers: [server.address] }, gone.signal);
  gone.abort();
  expect((await answer).by).toBe('nothing');
});

test.each([
  ['no encryption', entry('a.example', 587, 'plain')],
  ['the port between servers', entry('a.example', 25, 'STARTTLS')],
  ['another protocol', entry('a.example', 465, 'SSL', '%EMAILADDRESS%', 'jmap')],
  ['a name that is none', entry('a b;.example', 465, 'SSL')],
  ['a port that is none', entry('a.example', 99_999, 'SSL')],
  ['a line in the user’s name', entry('a.example', 465, 'SSL', 'a\r\nMAIL FROM:')],
  ['an entry that never ends', '<outgoingServer type="smtp"><hostname>a.example'],
  ['no XML', '<'.repeat(65_536)],
])('a description with %s is not believed', (_, xml) => {
  expect(outgoingServers(xml, 'kasse@loewe.example')).toEqual([]);
});
