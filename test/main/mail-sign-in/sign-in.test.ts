import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Bonwart, createBonwart } from '../../../src-main/host/bonwart.ts';
import { parts } from '../../../src-main/host/parts.ts';
import { createSessionVault } from '../../../src-main/vault/vault.ts';
import type { Bridge } from '../../../src-shared/contract/bridge.ts';
import type { EventOf, RequestOf } from '../../../src-shared/contract/contract.ts';
import type { BonwartError } from '../../../src-shared/contract/errors.ts';
import { clientOf } from '../../support/bonwart-client.ts';
import { browse } from '../../support/mail/browse.ts';
import { type Authority, makeAuthority } from '../../support/mail/certificates.ts';
import { type Issuer, startIssuer, testClientId } from '../../support/mail/issuer.ts';

type Event = EventOf<'mail.signIn'>;

let authority: Authority;
let issuer: Issuer;
let folder: string;
let bonwart: Bonwart;
let bridge: Bridge;
beforeAll(() => {
  authority = makeAuthority();
});
afterAll(() => authority.remove());
beforeEach(async () => {
  issuer = await startIssuer(authority.issue('localhost'));
  folder = mkdtempSync(join(tmpdir(), 'bonwart-sign-in-'));
  open();
  const client = { issuer: 'microsoft', clientId: testClientId, clientSecret: null } as const;
  await bridge.call('mail.setSignInClient', client);
});
afterEach(async () => {
  await bonwart.close();
  expectNoSecret();
  rmSync(folder, { recursive: true, force: true });
  await issuer.stop();
});

function open(more: { milliseconds?: number; openAddress?: (url: string) => Promise<boolean> } = {}): void {
  bonwart = createBonwart({
    dataFolder: folder,
    projectFolder: join(import.meta.dirname, '../../..'),
    payloadFolder: join(folder, 'payload'),
    vault: createSessionVault(),
    facts: { version: '0.0.0', host: 'browser', startIn: 'home', vault: 'session' },
    parts,
    mailSignIn: { issuersFile: issuer.describeIn(folder), line: { authority: authority.cert }, ...more },
  });
  bridge = clientOf(bonwart.dispatcher);
}

/** A sign-in as the window sees it. */
function signIn(more: Partial<RequestOf<'mail.signIn'>> = {}) {
  const events: Event[] = [];
  const first = Promise.withResolvers<Event>();
  const ended = Promise.withResolvers<BonwartError | null>();
  const close = bridge.open(
    'mail.signIn',
    { provider: 'outlook', address: 'rosa@example.de', ...more },
    {
      onEvent: (event) => {
        events.push(event);
        first.resolve(event);
      },
      onEnd: (error) => {
        ended.resolve(error);
        first.reject(new Error(JSON.stringify(error)));
      },
    },
  );
  first.promise.catch(() => {});
  return {
    events,
    close,
    ended: ended.promise,
    url: async () => {
      const event = await first.promise;
      return event.kind === 'signed-in' ? '' : event.url;
    },
  };
}
/** Where the browser is sent back to. */
const returnAddress = (url: string) => new URL(new URL(url).searchParams.get('redirect_uri') ?? '');

test('the browser signs in, proves it with its key, and says so; the window gets a number and no token', async () => {
  const running = signIn();
  const url = await running.url();
  expect(new URL(url).searchParams.get('login_hint')).toBe('rosa@example.de');
  const { status, page } = await browse(url, authority.cert);
  expect([status, page]).toEqual([200, expect.stringContaining('Sie können dieses Fenster schließen')]);
  expect(await running.ended).toBeNull();
  expect(running.events).toMatchObject([
    { kind: 'open', opened: false },
    { kind: 'signed-in', address: 'rosa@example.de' },
  ]);
  const said = JSON.stringify(running.events);
  for (const secret of issuer.secrets) expect(said).not.toContain(secret);
  await expectSilence(url);
});

test('a host that can open a browser does so, and the page speaks the language of the window', async () => {
  await bonwart.close();
  const opened: string[] = [];
  open({
    openAddress: async (url) => {
      opened.push(url);
      return true;
    },
  });
  await bridge.call('app.setPreferences', { language: 'en' });
  const running = signIn();
  const url = await running.url();
  expect(opened).toEqual([url]);
  expect(running.events[0]).toMatchObject({ kind: 'open', opened: true });
  expect((await browse(url, authority.cert)).page).toContain('You can close this window');
  expect(await running.ended).toBeNull();
});

/** The code of one sign-in is worth nothing with the key of another: the issuer looks at the verifier. */
test('a code that was not asked for with this key brings nothing', async () => {
  const first = signIn();
  const stolen = new URL(await first.url());
  first.close();
  const second = signIn();
  const own = new URL(await second.url());
  // somebody puts the code of a page that they opened themselves into the answer
  stolen.searchParams.set('redirect_uri', own.searchParams.get('redirect_uri') ?? '');
  stolen.searchParams.set('state', own.searchParams.get('state') ?? '');
  expect((await browse(stolen.href, authority.cert)).status).toBe(400);
  expect(await second.ended).toMatchObject({ code: 'mail-sign-in.bad-answer' });
  expect(issuer.exchanges).toHaveLength(1);
});

test.each([
  ['wrong-state', 'mail-sign-in.mixed-up', 0],
  ['denied', 'mail-sign-in.refused', 0],
  ['admin', 'mail-sign-in.admin-needed', 0],
  ['no-code', 'mail-sign-in.bad-answer', 0],
] as const)(
  'the page comes back with %s: %s, nothing is exchanged, and the listener is gone',
  async (page, code, exchanges) => {
    issuer.switches.page = page;
    const running = signIn();
    const url = await running.url();
    const seen = await browse(url, authority.cert);
    expect([seen.status, seen.page]).toEqual([400, expect.stringContaining('hat nicht geklappt')]);
    expect(await running.ended).toMatchObject({ code });
    expect(issuer.exchanges).toHaveLength(exchanges);
    await expectSilence(url);
  },
);

test.each([
  ['error-500', 'mail-sign-in.unreachable'],
  ['no-json', 'mail-sign-in.bad-answer'],
  ['empty-json', 'mail-sign-in.bad-answer'],
] as const)('the exchange ends with %s: %s', async (line, code) => {
  issuer.switches.line = line;
  const running = signIn();
  await browse(await running.url(), authority.cert);
  expect(await running.ended).toMatchObject({ code });
});

test.each([
  [{ error: 'invalid_client', error_description: 'AADSTS7000218: secret' }, 'mail-sign-in.client-unknown'],
  [
    { error: 'invalid_grant', error_description: 'AADSTS53003: Access has been blocked' },
    'mail-sign-in.blocked-by-policy',
  ],
  [{ error: 'invalid_grant', error_description: 'AADSTS90094: admin consent' }, 'mail-sign-in.admin-needed'],
  [{ error: 'temporarily_unavailable' }, 'mail-sign-in.unreachable'],
] as const)('%j: %s', async (refuses, code) => {
  issuer.switches.refuses = refuses;
  const running = signIn();
  await browse(await running.url(), authority.cert);
  expect(await running.ended).toMatchObject({ code });
});

test('somebody else signed in: both addresses are named, and nothing is kept', async () => {
  issuer.switches.account = 'chef@example.de';
  const running = signIn();
  await browse(await running.url(), authority.cert);
  expect(await running.ended).toMatchObject({
    code: 'mail-sign-in.wrong-account',
    data: { wanted: 'rosa@example.de', found: 'chef@example.de' },
  });
});

test('an issuer that tells nobody is believed; one that gives nothing lasting is not', async () => {
  issuer.switches.tellsAccount = false;
  const first = signIn();
  await browse(await first.url(), authority.cert);
  expect(await first.ended).toBeNull();
  issuer.switches.givesRefreshToken = false;
  const second = signIn();
  await browse(await second.url(), authority.cert);
  expect(await second.ended).toMatchObject({ code: 'mail-sign-in.not-lasting' });
});

test('another path, a knock without a state and a second answer find nothing', async () => {
  issuer.switches.line = 'silent';
  const running = signIn();
  const url = await running.url();
  const back = returnAddress(url);
  for (const path of ['/favicon.ico', '/?code=stolen', '/other?state=x&code=y'])
    expect(await knock(`http://127.0.0.1:${back.port}${path}`)).toBe(404);
  void browse(url, authority.cert).catch(() => {});
  await expect.poll(() => issuer.exchanges.length).toBe(1);
  expect(await knock(`${back.href.replace('localhost', '127.0.0.1')}?state=x&code=y`)).toBe(404);
  running.close();
});

test('a new sign-in ends the one before, cancelling ends it at once, and so does the deadline', async () => {
  const first = signIn();
  const url = await first.url();
  const second = signIn();
  expect(await first.ended).toMatchObject({ code: 'mail-sign-in.replaced' });
  await expectSilence(url);
  const other = await second.url();
  second.close();
  await expectSilence(other);
  await bonwart.close();
  open({ milliseconds: 200 });
  const third = signIn();
  const last = await third.url();
  expect(await third.ended).toMatchObject({ code: 'mail-sign-in.timeout' });
  await expectSilence(last);
});

test('without a client id it is said before anything opens; a provider without such a sign-in likewise', async () => {
  await bridge.call('mail.setSignInClient', { issuer: 'microsoft', clientId: '', clientSecret: null });
  expect(await signIn().ended).toMatchObject({ code: 'mail-sign-in.no-client', data: { issuer: 'Microsoft' } });
  expect(await signIn({ provider: 'gmx' }).ended).toMatchObject({ code: 'mail-sign-in.not-offered' });
  const google = { issuer: 'google', clientId: testClientId, clientSecret: null } as const;
  await bridge.call('mail.setSignInClient', google);
  expect(await signIn({ provider: 'gmail' }).ended).toMatchObject({ code: 'mail-sign-in.no-client' });
  const told = await bridge.call('mail.setSignInClient', { ...google, clientSecret: 'GOCSPX-nicht-geheim' });
  expect(JSON.stringify(told)).not.toContain('GOCSPX');
  expect(told).toMatchObject({ value: [{ clientId: '' }, { clientId: testClientId, hasSecret: true }] });
  const running = signIn({ provider: 'gmail' });
  const url = await running.url();
  expect(returnAddress(url).pathname).toMatch(/^\/[\w-]{43}$/);
  await browse(url, authority.cert);
  expect(await running.ended).toBeNull();
  expect(issuer.exchanges[0]?.get('client_secret')).toBe('GOCSPX-nicht-geheim');
});

test('a code is typed into a page: pending is waited for, and then it is signed in', { timeout: 20_000 }, async () => {
  issuer.switches.pending = ['authorization_pending', 'authorization_pending'];
  const running = signIn({ way: 'code' });
  expect(await running.url()).toBe('https://localhost/enter');
  expect(await running.ended).toBeNull();
  expect(running.events).toMatchObject([{ kind: 'code', code: 'BCDF-GHJK' }, { kind: 'signed-in' }]);
  issuer.switches.pending = ['authorization_declined'];
  expect(await signIn({ way: 'code' }).ended).toMatchObject({ code: 'mail-sign-in.refused' });
  issuer.switches.pending = ['expired_token'];
  expect(await signIn({ way: 'code' }).ended).toMatchObject({ code: 'mail-sign-in.timeout' });
  expect(await signIn({ way: 'code', provider: 'gmail' }).ended).toMatchObject({ code: 'mail-sign-in.no-client' });
});

test('a wish with a number that is not kept any more says so', async () => {
  const place = { server: 'localhost', port: 587, user: 'rosa@example.de', from: 'rosa@example.de' };
  const wish = { account: { ...place, password: null, signInId: 'gone' }, to: ['chef@example.de'] };
  expect(await bridge.call('mail.test', { targetId: 'some', wish })).toMatchObject({
    error: { code: 'mail-sign-in.over' },
  });
});

function knock(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject);
  });
}

async function expectSilence(url: string): Promise<void> {
  const { port } = returnAddress(url);
  await expect.poll(() => knock(`http://127.0.0.1:${port}/`).catch((error) => error.code)).toBe('ECONNREFUSED');
}

/** Neither a token nor a code nor a client's secret lies in any file of this PC. */
function expectNoSecret(): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    let content: string;
    try {
      content = readFileSync(join(folder, name), 'latin1');
    } catch {
      continue;
    }
    for (const secret of [...issuer.secrets, 'GOCSPX-nicht-geheim']) expect(content, name).not.toContain(secret);
  }
}
