import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MailRecord, MailTest, MailView } from '../../../src-shared/mail/schema.ts';
import { type Authority, makeAuthority } from '../../support/mail/certificates.ts';
import { type MailServer, startMailServer } from '../../support/mail/mail-server.ts';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { startShop, type TestShop } from '../support/shop.ts';
import { inbox, password, setUpMails } from './support.ts';

let authority: Authority;
let shop: TestShop;
let server: MailServer;
let restaurant: Restaurant;
let service: RunningService;
beforeAll(async () => {
  authority = makeAuthority();
  shop = await startShop();
});
afterAll(async () => {
  await shop.stop();
  authority.remove();
});
beforeEach(async () => {
  server = await startMailServer({ security: 'starttls', certificate: authority.issue('localhost') });
  restaurant = await openRestaurant(shop.url);
});
afterEach(async () => {
  shop.failure = null;
  await restaurant.stop();
  await server.stop();
});

async function open(more: Record<string, string> = {}) {
  setUpMails(restaurant, server, authority, more);
  service = await restaurant.start();
  await eventually('ready', async () => (await service.status()).printer.state === 'ready');
}
const view = () => service.get<MailView>('/bonwart/mail');
const subjects = () => inbox(server).map(({ subject }) => subject);

test('paper out: a German mail says what to do, and another one that it is over; no secret is left anywhere', async () => {
  await open();
  restaurant.printer.set({ paper: 'end' });
  await eventually('told', () => server.mails.length === 1);
  const [mail] = inbox(server);
  expect(mail?.subject).toMatch(/: kein Papier$/);
  expect(mail?.text).toContain('Was jetzt zu tun ist');
  expect(mail?.text).toContain('1. Neue Rolle einlegen');
  expect(mail?.html).toContain('<ol');
  expect(mail?.html).not.toMatch(/https?:|<img|<link/);
  restaurant.printer.set({ paper: 'enough' });
  await eventually('told that it is over', () => server.mails.length === 2);
  expect(subjects()[1]).toMatch(/^Behoben: /);
  await eventually('written down', async () => (await view()).waiting.count === 0);
  expect(await service.get<MailRecord[]>('/bonwart/mail/history')).toMatchObject([
    { kind: 'solved', state: 'handed-over', to: ['chef@example.de'] },
    { kind: 'alert', state: 'handed-over', type: 'printer_offline', severity: 'high' },
  ]);
  const { notification_history: lines } = await service.get<{ notification_history: object[] }>(
    '/notifications/history',
  );
  expect(lines).toMatchObject([{ notification_type: 'printer_offline', success: 1 }, { success: 1 }]);
  await service.end('SIGTERM');
  expectNoSecret();
});

test('a mail that cannot leave waits, is handed over when it can, and says both times', async () => {
  await server.stop();
  await open();
  restaurant.printer.set({ cover: 'open' });
  await eventually('tried', async () => (await view()).failure?.cause === 'port-refused');
  await eventually('seen in the status', async () => (await service.status()).mail?.state === 'failing');
  expect((await service.status()).mail).toMatchObject({ waiting: 1 });
  const breakers = await service.get<{ circuit_breakers: Record<string, object> }>('/circuit-breakers/status');
  expect(breakers.circuit_breakers.smtp).toMatchObject({ last_failure: 'port-refused' });
  expect(await service.get('/self-healing/status')).toMatchObject({
    circuit_breakers: { smtp: { last_failure: 'port-refused' } },
  });
  expect((await view()).waiting.count).toBe(1);
  await service.end('SIGKILL');
  const { port } = server;
  server = await startMailServer({ security: 'starttls', certificate: authority.issue('localhost') });
  expect(server.port).not.toBe(port);
  setUpMails(restaurant, server, authority);
  service = await restaurant.start();
  await eventually('told', () => subjects().some((subject) => subject.includes('Deckel offen')));
  expect((await view()).ledger).toMatchObject({ inhibited: 0 });
});

test('new settings are taken up without a restart, and what waits goes out by them', async () => {
  await open({ SMTP_PASSWORD: 'falsch-0815' });
  restaurant.printer.set({ paper: 'end' });
  await eventually('refused', async () => (await view()).failure?.cause === 'sign-in-refused');
  setUpMails(restaurant, server, authority);
  await service.post('/bonwart/mail/take-up');
  await eventually('told', () => server.mails.length === 1);
  // the server has it a moment before the service knows
  await eventually('well', async () => (await view()).failure === null);
});

test('a code proves an account; wrong ones are counted, and the proof belongs to that account alone', async () => {
  await open();
  const { from, ...place } = (await view()).account ?? { server: '', port: 0, user: '', from: '' };
  const wish = { account: { ...place, from, password: null }, to: ['chef@example.de'], restaurant: 'Bei Rosa' };
  const { body: sent } = (await service.post('/bonwart/mail/test', wish)) as unknown as { body: MailTest };
  if (!sent.handedOver) throw new Error('not handed over');
  const [mail] = inbox(server);
  const code = /Code für Bonwart: (\d{6})$/.exec(mail?.subject ?? '')?.[1] ?? '';
  expect(mail?.text).toContain(code);
  const confirm = async (typed: string) => {
    const { body } = (await service.post('/bonwart/mail/confirm', { testId: sent.testId, code: typed })) as unknown as {
      body: { outcome: string };
    };
    return body.outcome;
  };
  const wrong = code === '000000' ? '000001' : '000000';
  expect(await confirm(wrong)).toBe('again');
  expect((await view()).provenAt).toBeNull();
  expect(await confirm(`${code.slice(0, 3)} ${code.slice(3)}`)).toBe('right');
  expect(await confirm(code)).toBe('over');
  await service.post('/bonwart/mail/take-up');
  expect((await view()).provenAt).not.toBeNull();
  await eventually('proven', async () => (await service.status()).mail?.state === 'fine');
  setUpMails(restaurant, server, authority, { NOTIFICATION_FROM_EMAIL: 'other@example.de' });
  await service.post('/bonwart/mail/take-up');
  expect((await view()).provenAt).toBeNull();
});

test('the shop that refuses us is told, with what to do until it lets us in again', async () => {
  await open();
  shop.failure = { status: 403 };
  await eventually('told', () => subjects().some((subject) => subject.startsWith('Wix lässt uns nicht')));
  expect(inbox(server).find(({ subject }) => subject.startsWith('Wix'))?.text).toContain('API-Schlüssel');
});

test('a mistake in the mail settings keeps nobody from printing, and is named', async () => {
  await open({ SMTP_PORT: 'abc', NOTIFICATION_QUIET_HOURS: 'immer' });
  expect((await service.status()).printer.state).toBe('ready');
  const { reason } = await service.get<{ reason: string }>('/notifications/status');
  expect(reason).toMatch(/^(SMTP_PORT|NOTIFICATION_QUIET_HOURS) cannot be used$/);
  expect((await view()).account).toBeNull();
});

test('the older calls send a real mail of each type, by stored settings and by given ones', async () => {
  await open({ NOTIFICATION_LANGUAGE: 'en' });
  const sent = await service.post('/notifications/test?notification_type=recovery_failed');
  expect(sent).toMatchObject({ body: { success: true, notification_type: 'recovery_failed' } });
  expect(subjects()).toEqual(['Test: Printing what waited has failed']);
  const given = { smtp_server: 'localhost', smtp_port: server.port, smtp_username: 'rosa@example.de' };
  const more = { smtp_password: 'falsch-0815', from_email: 'rosa@example.de', to_emails: 'a@example.de' };
  const refused = await service.post('/notifications/config/test', { ...given, ...more });
  // the authority of the tests is not in the call, and no file is read because a call names it
  expect(refused).toMatchObject({ body: { success: false, error: expect.stringMatching(/certificate-untrusted/) } });
  expect(JSON.stringify(refused)).not.toContain('falsch-0815');
});

/** Neither in the log nor in any file but the settings, in no form in which it is said to a server. */
function expectNoSecret(): void {
  const forms = [
    password,
    Buffer.from(password).toString('base64'),
    Buffer.from(`\0rosa@example.de\0${password}`).toString('base64'),
  ];
  for (const form of forms) {
    expect(service.output()).not.toContain(form);
    for (const entry of readdirSync(restaurant.root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.name === '.env') continue;
      expect(readFileSync(join(entry.parentPath, entry.name)).includes(form), entry.name).toBe(false);
    }
  }
}
