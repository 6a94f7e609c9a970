import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailAnnounced } from '../../../src-shared/mail/announcement.ts';
import type { MailRecord } from '../../../src-shared/mail/schema.ts';
import { serviceAnswers } from '../../../src-shared/service/api.ts';
import { type Authority, makeAuthority } from '../../support/mail/certificates.ts';
import { startMailServer } from '../../support/mail/mail-server.ts';
import { openRestaurant } from '../support/restaurant.ts';
import { eventually } from '../support/service.ts';
import { order, startShop, type TestShop } from '../support/shop.ts';
import { inbox, setUpMails } from './support.ts';

let authority: Authority;
let shop: TestShop;
beforeAll(async () => {
  authority = makeAuthority();
  shop = await startShop();
});
afterAll(async () => {
  await shop.stop();
  authority.remove();
});

const wanted = (occasion: string) => ({
  key: `20261123-170140-a1b2c3:${occasion}`,
  to: ['ayse@example.de', 'theke@example.de'],
  subject: 'Begonnen: neue Version auf „Küche“',
  paragraphs: ['Maria hat die Bereitstellung begonnen.', 'Bestellungen gehen nicht verloren.'],
  happenedAt: '2026-11-23T17:01:40.000Z',
});
const path = '/bonwart/mail/announce';
const isSent = async (service: { get<T>(path: string): Promise<T> }, count: number) => {
  const mails = await service.get<MailRecord[]>('/bonwart/mail/history?limit=200');
  const ours = mails.filter(({ type }) => type === 'announcement');
  return ours.length === count && ours.every(({ state }) => state === 'handed-over');
};

test('asked again over a kill at any of its points, an announcement is one mail', { timeout: 120_000 }, async () => {
  const server = await startMailServer({ security: 'starttls', certificate: authority.issue('localhost') });
  const restaurant = await openRestaurant(shop.url);
  setUpMails(restaurant, server, authority);
  try {
    // Killed before the server has it, the PC asks again: as it does when it never heard the answer.
    const first = await restaurant.start({ CRASH_AT: 'mail-before-hand-over' });
    await first.post(path, wanted('started')).catch(() => null);
    await first.ended;
    const service = await restaurant.start();
    const ids = new Set<number>();
    for (let round = 0; round < 5; round += 1) {
      const { status, body } = await service.post<MailAnnounced>(path, wanted('started'));
      expect(status).toBe(200);
      ids.add(body.mailId);
    }
    expect(ids.size).toBe(1);
    await service.post(path, wanted('done'));
    await eventually('both handed over', () => isSent(service, 2));
    const repeated = await service.post<MailAnnounced>(path, wanted('started'));
    expect(repeated.body.state).toBe('handed-over');
    const ours = inbox(server).filter(({ subject }) => subject.startsWith('Begonnen'));
    expect(new Set(ours.map(({ messageId }) => messageId)).size).toBe(2);
    expect(ours).toHaveLength(2);
    expect(server.mails.at(-1)?.text).toContain('theke@example.de');
    // Who gets alerts gets none of these unless he is named.
    expect(server.mails.filter(({ text }) => text.includes('chef@example.de') && text.includes('Begonnen'))).toEqual(
      [],
    );
  } finally {
    await restaurant.stop();
    await server.stop();
  }
});

test('a file goes along, however large, and is not kept once it is gone', async () => {
  const server = await startMailServer({ security: 'starttls', certificate: authority.issue('localhost') });
  const restaurant = await openRestaurant(shop.url);
  setUpMails(restaurant, server, authority);
  const file = randomBytes(700_000).toString('base64');
  const attachment = { fileName: 'Abnahme-20261123.pdf', mediaType: 'application/pdf', base64: file };
  try {
    const service = await restaurant.start();
    expect((await service.post(path, { ...wanted('report'), attachment })).status).toBe(200);
    await eventually('handed over', () => isSent(service, 1));
    const sent = (server.mails.at(-1)?.text ?? '').replace(/\r\n/g, '');
    expect(sent).toContain('filename=Abnahme-20261123.pdf');
    expect(sent).toContain(file);
    const database = new Database(join(restaurant.root, 'data', 'printer_service.db'), { readonly: true });
    expect(database.prepare("SELECT count(*) FROM mails WHERE data LIKE '%base64%'").pluck().get()).toBe(0);
    database.close();
    for (const wrong of [
      { mediaType: 'application/x-sh' },
      { fileName: '../x.pdf' },
      { base64: 'x'.repeat(1_400_000) },
    ])
      expect((await service.post(path, { ...wanted('other'), attachment: { ...attachment, ...wrong } })).status).toBe(
        400,
      );
  } finally {
    await restaurant.stop();
    await server.stop();
  }
});

test('refused: without a mailbox, to nobody, to a crowd, with a line of its own in the subject', async () => {
  const restaurant = await openRestaurant(shop.url);
  try {
    const service = await restaurant.start();
    expect(await service.post(path, wanted('started'))).toMatchObject({
      status: 409,
      body: { error: { code: 'mail.not-set-up' } },
    });
    const bad = [
      { to: [] },
      { to: Array.from({ length: 11 }, (_, n) => `guest${n}@example.de`) },
      { subject: 'Neu\r\nBcc: x@example.de' },
      { paragraphs: ['x'.repeat(1001)] },
      { key: 'x' },
    ];
    for (const wrong of bad) expect((await service.post(path, { ...wanted('done'), ...wrong })).status).toBe(400);
    expect(await service.get('/bonwart/mail/history')).toEqual([]);
  } finally {
    await restaurant.stop();
  }
});

test('busy hours: orders by the hour in which they came', async () => {
  const restaurant = await openRestaurant(shop.url);
  try {
    const service = await restaurant.start();
    const before = serviceAnswers.busyHours.parse(await service.get('/bonwart/busy-hours'));
    expect(before.hours).toEqual([]);
    shop.orders.push(order(), order());
    await eventually('both seen', async () => (await service.orders()).length === 2);
    const { hours } = serviceAnswers.busyHours.parse(await service.get('/bonwart/busy-hours'));
    expect(hours.reduce((sum, { orders }) => sum + orders, 0)).toBe(2);
    expect(hours.at(-1)?.hour).toMatch(/^\d{4}-\d\d-\d\dT\d\d$/);
  } finally {
    await restaurant.stop();
  }
});
