import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../src-pi/service/database/connection.ts';
import { addMail } from '../../../src-pi/service/database/mails.ts';
import type { MailRecord } from '../../../src-shared/mail/schema.ts';
import { type Authority, makeAuthority } from '../../support/mail/certificates.ts';
import { startMailServer } from '../../support/mail/mail-server.ts';
import { openRestaurant } from '../support/restaurant.ts';
import { eventually } from '../support/service.ts';
import { startShop, type TestShop } from '../support/shop.ts';
import { inbox, setUpMails } from './support.ts';

/** Kills in all; `BONWART_MAIL_KILLS=200` for the whole promise. */
const kills = Number(process.env.BONWART_MAIL_KILLS ?? 6);
const mailsOfRound = 3;
const seed = Number(process.env.BONWART_SEED ?? Math.floor(Math.random() * 2 ** 31));

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

/** Mulberry32: the same seed gives the same kills. */
function random(): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Writes mails, starts the service and kills it, again and again; then lets it finish. `crashAt` gives the point of each round, or null for any instant. */
async function killed(rounds: number, crashAt: (round: number) => string | null) {
  const next = random();
  const server = await startMailServer({ security: 'starttls', certificate: authority.issue('localhost') });
  const restaurant = await openRestaurant(shop.url);
  setUpMails(restaurant, server, authority);
  try {
    await (await restaurant.start()).end('SIGTERM');
    for (let round = 0; round < rounds; round += 1) {
      write(restaurant.root, mailsOfRound);
      const point = crashAt(round);
      const service = await restaurant.start(point ? { CRASH_AT: point } : {});
      if (!point) await wait(next() * 700);
      await (point ? service.ended : service.end('SIGKILL'));
    }
    const service = await restaurant.start();
    // On a busy machine hardly a mail leaves between two kills; then all of them are handed over here, one after the other.
    const patience = 30_000 + rounds * 1000;
    const history = await eventually(
      'all handed over',
      async () => {
        const mails = await service.get<MailRecord[]>('/bonwart/mail/history?limit=200');
        return mails.every(({ state }) => state === 'handed-over');
      },
      patience,
    );
    expect(history).toBe(true);
    return inbox(server).map(({ messageId }) => messageId);
  } finally {
    await restaurant.stop();
    await server.stop();
  }
}

function write(root: string, count: number): void {
  const database = openDatabase(join(root, 'data', 'printer_service.db'));
  const at = new Date().toISOString();
  for (let number = 0; number < count; number += 1)
    addMail(database, { kind: 'weekly', type: 'weekly', severity: 'info', happenedAt: at, at });
  database.close();
}

test(`${kills} kills with mails pending: none is lost, and one that comes twice has the same name (seed ${seed})`, {
  timeout: 60_000 + kills * 15_000,
}, async () => {
  const names = await killed(kills, () => null);
  const written = kills * mailsOfRound;
  // a kill of the service is news, too, and has a mail of its own once an hour
  const different = new Set(names).size;
  expect(different).toBeGreaterThanOrEqual(written);
  const repeated = names.length - different;
  console.info(`${kills} kills, ${different} mails, ${repeated} repeated (seed ${seed})`);
  // a handful of kills on a busy machine may all fall between the server's yes and our note of it; a share needs many
  if (kills >= 100) expect(repeated).toBeLessThanOrEqual(Math.ceil(different / 100));
});

test('killed right before the server has it: once; right after: twice at most, under the same name; as soon as that is noted: once', {
  timeout: 120_000,
}, async () => {
  const points = ['mail-before-hand-over', 'mail-after-hand-over', 'mail-after-note'];
  const names = await killed(points.length, (round) => points[round] ?? null);
  expect(new Set(names).size).toBeGreaterThanOrEqual(points.length * mailsOfRound);
  expect(names.length - new Set(names).size).toBe(1);
});
