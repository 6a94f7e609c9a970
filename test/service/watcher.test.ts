import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { lookAtHealth } from '../../src-pi/service/watcher/look-at-health.ts';
import { readSilence, silenceFile } from '../../src-pi/service/watcher/silence-file.ts';
import { tellSilence } from '../../src-pi/service/watcher/tell-silence.ts';
import type { MailRecord } from '../../src-shared/mail/schema.ts';
import { type Authority, makeAuthority } from '../support/mail/certificates.ts';
import { type MailServer, startMailServer } from '../support/mail/mail-server.ts';
import { inbox, setUpMails } from './mail/support.ts';
import { openRestaurant, type Restaurant } from './support/restaurant.ts';
import { eventually } from './support/service.ts';
import { startShop, type TestShop } from './support/shop.ts';

const program = fileURLToPath(new URL('../../src-pi/service/watcher/watcher.ts', import.meta.url));

let authority: Authority;
let shop: TestShop;
let server: MailServer;
let restaurant: Restaurant;
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
  await restaurant.stop();
  await server.stop();
});

/** The program as the timer starts it. */
function watcher(...parameters: string[]): Promise<{ code: number; line: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...parameters, '--root', restaurant.root], (error, output) =>
      resolve({ code: error ? Number(error.code) : 0, line: output }),
    );
  });
}
const data = () => join(restaurant.root, 'data');
const tell = (at = new Date()) => tellSilence(data(), readFileSync(join(restaurant.root, '.env'), 'utf8'), at);
/** A service that has worked by these settings, and is dead now. */
async function deadService(): Promise<void> {
  setUpMails(restaurant, server, authority);
  const service = await restaurant.start();
  await eventually('ready', async () => (await service.status()).printer.state === 'ready');
  await service.end('SIGKILL');
}
const subjects = () =>
  inbox(server)
    .map(({ subject }) => subject ?? '')
    .filter((subject) => subject.includes('antwortet nicht'));
const portOf = (url: string) => Number(new URL(url).port);

test('a silent service is told by one mail, and that it is over by the service itself, with the true time', async () => {
  await deadService();
  const since = new Date(Date.now() - 40 * 60_000);
  expect(await tell(since)).toBe('a mail tells of it');
  expect(await tell()).toMatch(/^a mail told of it/);
  const [mail] = inbox(server);
  expect(inbox(server)).toHaveLength(1);
  expect(mail?.subject).toBe('Der Druckdienst auf dem Pi antwortet nicht');
  expect(mail?.text).toContain('Die Bestellungen warten bei Wix');
  const service = await restaurant.start();
  await eventually('told that it is over', () => subjects().length === 2);
  expect(subjects()[1]).toBe('Behoben: Der Druckdienst auf dem Pi antwortet nicht');
  expect(inbox(server).find(({ subject }) => subject === subjects()[1])?.text).toMatch(/Dauer: 4[01] Min/);
  expect(existsSync(silenceFile(data()))).toBe(false);
  const history = await service.get<MailRecord[]>('/bonwart/mail/history');
  expect(history.filter(({ type }) => type === 'service_silent').map(({ kind }) => kind)).toEqual(['solved', 'alert']);
});

test('a silence of which no mail could tell is told afterwards, when it can', async () => {
  await deadService();
  await server.stop();
  expect(await tell(new Date(Date.now() - 10 * 60_000))).toMatch(/no mail could be handed over \(port-refused\)/);
  expect(readSilence(data())).toMatchObject({ told: false });
  server = await startMailServer({ security: 'starttls', certificate: authority.issue('localhost') });
  setUpMails(restaurant, server, authority);
  await restaurant.start();
  await eventually('told', () => subjects().length === 1);
  expect(subjects()[0]).toMatch(/^(War gestört, ist behoben: )?Der Druckdienst/);
});

test('without an account nobody is told, and it is said; three days are enough', async () => {
  expect(await tell()).toBe('nobody is told: mails are not set up');
  setUpMails(restaurant, server, authority);
  expect(await tell(new Date(Date.now() + 73 * 3_600_000))).toBe('no mail has gone out for three days');
  expect(server.mails).toHaveLength(0);
});

test('the program looks at a service that runs, at one that does not, and at settings that keep it from starting', async () => {
  const service = await restaurant.start();
  await eventually('online', async () => (await service.status()).wix.state === 'online');
  setUpMails(restaurant, server, authority, { SERVICE_PORT: String(portOf(service.url)) });
  expect(await watcher('health')).toEqual({
    code: 0,
    line: expect.stringMatching(/answers: printer ready, shop online/),
  });
  expect(await watcher('performance')).toEqual({ code: 0, line: 'nothing is measured yet\n' });
  await service.end('SIGKILL');
  setUpMails(restaurant, server, authority, { PRINTER_PORT: 'abc', SERVICE_PORT: String(portOf(service.url)) });
  expect(await watcher('performance')).toMatchObject({ code: 1 });
  expect(await watcher('health')).toEqual({ code: 1, line: 'the print service does not answer: a mail tells of it\n' });
  expect(server.mails).toHaveLength(1);
  setUpMails(restaurant, server, authority, { MONITORING_ENABLED: 'false' });
  expect(await watcher('health')).toMatchObject({ code: 0 });
  expect(await watcher('weather')).toMatchObject({ code: 2 });
}, 120_000);

test('what is not well, hangs or makes no sense is told apart', async () => {
  let answer = '';
  const pretender = createServer((_request, response) => response.end(answer)).listen(0, '127.0.0.1');
  await new Promise((listening) => pretender.once('listening', listening));
  const address = pretender.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  const look = (text: unknown) => {
    answer = typeof text === 'string' ? text : JSON.stringify(text);
    return lookAtHealth(port, new Date('2026-11-23T19:00:00Z'), { tries: 2, betweenMilliseconds: 1 });
  };
  const storage = (backupAt: string | null) => ({ status: 'ok', storage: { state: 'ok', backupAt } });
  expect(await look({ status: 'ok' })).toMatchObject({ verdict: 'fine' });
  expect(await look({ status: 'degraded' })).toMatchObject({ verdict: 'attention' });
  expect(await look(storage('2026-11-23T03:00:00Z'))).toMatchObject({ verdict: 'fine' });
  expect(await look(storage('2026-11-19T03:00:00Z'))).toMatchObject({
    verdict: 'attention',
    line: expect.stringContaining('the newest backup is 112 hours old'),
  });
  expect(await look({ status: 'degraded', database: { ok: false } })).toMatchObject({ verdict: 'silent' });
  expect(await look('<html>')).toMatchObject({ verdict: 'silent' });
  pretender.close();
});
