import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MailTest, MailView } from '../../../src-shared/mail/schema.ts';
import { type Authority, makeAuthority } from '../../support/mail/certificates.ts';
import { type Issuer, startIssuer, testClientId } from '../../support/mail/issuer.ts';
import { type MailServer, type MailServerOptions, startMailServer } from '../../support/mail/mail-server.ts';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { startShop, type TestShop } from '../support/shop.ts';
import { setUpMails } from './support.ts';

let authority: Authority;
let shop: TestShop;
let issuer: Issuer;
let server: MailServer;
let restaurant: Restaurant;
const services: RunningService[] = [];
beforeAll(async () => {
  authority = makeAuthority();
  shop = await startShop();
});
afterAll(async () => {
  await shop.stop();
  authority.remove();
});
beforeEach(async () => {
  issuer = await startIssuer(authority.issue('localhost'));
  restaurant = await openRestaurant(shop.url);
  server = await mailServer();
});
afterEach(async () => {
  const ended = services.splice(0);
  for (const service of ended) await service.end('SIGKILL');
  expectNoSecret(ended.map((service) => service.output()));
  await restaurant.stop();
  await server.stop();
  await issuer.stop();
});

const mailServer = (more: Partial<MailServerOptions> = {}) =>
  startMailServer({
    security: 'starttls',
    certificate: authority.issue('localhost'),
    methods: ['XOAUTH2'],
    takesToken: (token) => issuer.takesToken(token),
    ...more,
  });
async function start(environment: Record<string, string> = {}): Promise<RunningService> {
  const service = await restaurant.start(environment);
  services.push(service);
  return service;
}
function setUp(refreshToken: string, more: Record<string, string> = {}): void {
  setUpMails(restaurant, server, authority, {
    SMTP_PASSWORD: '',
    SMTP_AUTH: 'xoauth2',
    SMTP_OAUTH_TOKEN_URL: `${issuer.url}/token`,
    SMTP_OAUTH_CLIENT_ID: testClientId,
    SMTP_OAUTH_REFRESH_TOKEN: refreshToken,
    ...more,
  });
}
const sample = async (service: RunningService) =>
  (await service.post<{ success: boolean; error: string | null }>('/notifications/test')).body;
const tokensFile = () => join(restaurant.root, 'data', 'mail-tokens.json');

test('a mail goes out with a token, which is asked for once and renewed before it ends', async () => {
  issuer.switches.accessSeconds = 0;
  setUp(issuer.grant());
  const service = await start();
  expect(issuer.exchanges).toHaveLength(0);
  expect(await sample(service)).toMatchObject({ success: true });
  // it lasts no longer than a moment, so the next mail wants a new one
  expect(await sample(service)).toMatchObject({ success: true });
  expect(issuer.exchanges).toHaveLength(2);
  issuer.switches.accessSeconds = 3600;
  expect(await sample(service)).toMatchObject({ success: true });
  expect(await sample(service)).toMatchObject({ success: true });
  expect(issuer.exchanges).toHaveLength(3);
  expect(server.mails).toHaveLength(4);
  expect(await service.get<MailView>('/bonwart/mail')).toMatchObject({ signIn: 'browser' });
});

test.each([true, false])('a refused token is renewed once (challenged first: %s)', async (challenges) => {
  await server.stop();
  server = await mailServer({ challenges });
  setUp(issuer.grant());
  const service = await start();
  expect(await sample(service)).toMatchObject({ success: true });
  issuer.endAccess();
  expect(await sample(service)).toMatchObject({ success: true });
  expect(issuer.exchanges).toHaveLength(2);
});

test('a mailbox that refuses a new token was not the one that signed in', async () => {
  await server.stop();
  server = await mailServer({ user: 'chef@example.de' });
  setUp(issuer.grant());
  const service = await start();
  const { error } = await sample(service);
  expect(error).toMatch(/^other-account-signed-in: 535/);
  expect(error).not.toMatch(/access\./);
  expect(issuer.exchanges).toHaveLength(2);
});

test.each([
  [{ error: 'invalid_grant', error_description: 'AADSTS700082: expired' }, 'token-expired'],
  [{ error: 'invalid_grant', error_description: 'AADSTS65001: consent' }, 'consent-needed'],
  [{ error: 'invalid_client' }, 'program-not-registered'],
] as const)('%j is told as %s while a mail waits', async (refuses, cause) => {
  issuer.switches.refuses = refuses;
  setUp(issuer.grant());
  const service = await start();
  restaurant.printer.set({ paper: 'end' });
  await eventually('told', async () => {
    const { failure } = await service.get<MailView>('/bonwart/mail');
    return failure?.cause === cause && failure.failedAt === 'sign-in';
  });
  expect(server.bytes().toString('latin1')).not.toContain('XOAUTH2');
  issuer.switches.refuses = null;
  setUp(issuer.grant());
  await service.post('/bonwart/mail/take-up');
  await eventually('handed over', () => server.mails.length === 1);
});

test.each(['error-500', 'no-json', 'empty-json'] as const)('an issuer with %s is tried again', async (line) => {
  issuer.switches.line = line;
  setUp(issuer.grant());
  const service = await start();
  expect((await sample(service)).error).toMatch(/^sign-in-service-silent: /);
  issuer.switches.line = 'good';
  expect(await sample(service)).toMatchObject({ success: true });
});

test.each(['token-received', 'token-kept'])(
  'killed at %s: the mailbox still signs in, and the newest token lies in a file for the service alone',
  async (point) => {
    issuer.switches.rotates = true;
    setUp(issuer.grant());
    const dying = await start({ CRASH_AT: point });
    await dying.post('/notifications/test').catch(() => {});
    expect(await dying.ended).toBe('SIGKILL');
    const service = await start();
    expect(await sample(service)).toMatchObject({ success: true });
    await service.end('SIGTERM');
    expect(statSync(tokensFile()).mode & 0o777).toBe(0o600);
    expect(readFileSync(tokensFile(), 'utf8')).toContain(issuer.refreshTokens().at(-1));
    expect(await sample(await start())).toMatchObject({ success: true });
  },
);

test('a test by a grant that is not stored sends a mail and stores nothing; no token goes anywhere without TLS', async () => {
  setUpMails(restaurant, server, authority, { SMTP_SERVER: '', SMTP_PASSWORD: '' });
  const service = await start();
  const refreshToken = issuer.grant();
  const grant = {
    ...{ tokenUrl: `${issuer.url}/token`, clientId: testClientId, clientSecret: '', refreshToken, scope: '' },
    access: null,
  };
  const place = { server: 'localhost', port: server.port, user: 'rosa@example.de', from: 'rosa@example.de' };
  const wish = { account: { ...place, password: null, grant }, to: ['chef@example.de'] };
  const { body } = await service.post<MailTest>('/bonwart/mail/test', wish);
  expect(body).toMatchObject({ handedOver: true });
  expect(readdirSync(join(restaurant.root, 'data'))).not.toContain('mail-tokens.json');
  const plain = { ...wish, account: { ...wish.account, grant: { ...grant, tokenUrl: 'http://localhost/token' } } };
  expect((await service.post('/bonwart/mail/test', plain)).status).toBe(400);
});

/** Tokens are in the settings and in the tokens' own file; in no log, database or other file. */
function expectNoSecret(said: readonly string[]): void {
  for (const secret of issuer.secrets) for (const output of said) expect(output).not.toContain(secret);
  for (const name of readdirSync(restaurant.root, { recursive: true, encoding: 'utf8' })) {
    if (name === '.env' || name.endsWith('mail-tokens.json')) continue;
    let content: string;
    try {
      content = readFileSync(join(restaurant.root, name), 'latin1');
    } catch {
      continue;
    }
    for (const secret of issuer.secrets) expect(content, name).not.toContain(secret);
  }
}
