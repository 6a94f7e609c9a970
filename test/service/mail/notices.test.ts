import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Severity, setAlert } from '../../../src-pi/service/database/alerts.ts';
import { type Connection, openDatabase } from '../../../src-pi/service/database/connection.ts';
import { appendEvent } from '../../../src-pi/service/database/journal.ts';
import { type MailRow, mailFacts, mailHistory, mailTried, nextMail } from '../../../src-pi/service/database/mails.ts';
import { migrate, readMigrations } from '../../../src-pi/service/database/migrations.ts';
import { takeNotices } from '../../../src-pi/service/database/notices.ts';
import { program } from '../../../src-pi/service/program-files.ts';

let folder: string;
let database: Connection;
/** Seconds since eight in the evening. */
let clock: number;
const evening = Date.now();
const at = () => new Date(evening + clock * 1000).toISOString();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-notices-'));
  database = openDatabase(join(folder, 'data.db'));
  const migrations = readMigrations(program.migrations);
  migrate(database, migrations, migrations.length);
  clock = 0;
  take();
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function take(more: { wallClock?: string; enabled?: boolean; told?: string[] } = {}) {
  const { wallClock = '20:00', enabled = true, told = [] } = more;
  const policy = { enabled, quietHours: { from: '23:00', to: '07:00' }, stableMilliseconds: 120_000 };
  return takeNotices(database, { at: at(), wallClock, policy, told });
}
function alert(type: string, subject: string, raised: boolean, severity: Severity = 'high') {
  setAlert(database, { type, subject, severity, data: { name: subject }, raised, at: at() });
  // the event has the time of the machine; the tests have one of their own
  database.prepare('UPDATE events SET at = ? WHERE id = (SELECT max(id) FROM events)').run(at());
}
const mails = (): MailRow[] => mailHistory(database, { limit: 200, before: null }).reverse();
const kinds = () => mails().map(({ kind, type, state }) => [kind, type, state]);
function handOver(): void {
  for (let { mail } = nextMail(database, at()); mail; { mail } = nextMail(database, at()))
    mailTried(database, {
      ...{ id: mail.id, at: at(), subject: 's', recipients: [], handedOver: true, failure: null, retryAt: null },
    });
}
const ledger = () => {
  const { events, sent, folded, inhibited } = mailFacts(database, at()).ledger;
  expect(sent + folded + inhibited).toBe(events);
  return { events, sent, folded, inhibited };
};

test('a fault is told at once, and that it is over only when it has been so for two minutes', () => {
  alert('printer_offline', 'kueche', true);
  take();
  expect(kinds()).toEqual([['alert', 'printer_offline', 'waiting']]);
  handOver();
  clock = 60;
  alert('printer_offline', 'kueche', false);
  expect(take().nextAt).toBe(evening + 180_000);
  clock = 179;
  take();
  expect(kinds()).toHaveLength(1);
  clock = 180;
  take();
  expect(kinds()).toEqual([
    ['alert', 'printer_offline', 'handed-over'],
    ['solved', 'printer_offline', 'waiting'],
  ]);
  expect(ledger()).toEqual({ events: 1, sent: 1, folded: 0, inhibited: 0 });
});

test('what comes and goes is one incident: one mail, and one at its end', () => {
  for (let flip = 0; flip < 10; flip += 1) {
    alert('printer_offline', 'kueche', true);
    take();
    handOver();
    clock += 30;
    alert('printer_offline', 'kueche', false);
    take();
    clock += 30;
  }
  clock += 120;
  take();
  expect(kinds().map(([kind]) => kind)).toEqual(['alert', 'solved']);
  expect(ledger()).toEqual({ events: 10, sent: 1, folded: 9, inhibited: 0 });
});

test('a fault that is over before its mail could leave makes one mail that says both', () => {
  alert('printer_offline', 'kueche', true);
  take();
  clock = 3600;
  alert('printer_offline', 'kueche', false);
  clock = 3720;
  take();
  expect(kinds()).toEqual([['past', 'printer_offline', 'waiting']]);
});

test('a thousand events in a minute make three mails and one digest, and the ledger adds up', () => {
  const types = ['printer_offline', 'order_held', 'wix_refused'] as const;
  for (let number = 0; number < 1000; number += 1) {
    clock = (number * 60) / 1000;
    alert(types[number % 3] ?? 'printer_offline', `thing-${number}`, true, 'critical');
    if (number % 7 === 0) take();
    if (number % 50 === 0) handOver();
  }
  take();
  for (clock = 61; clock < 900; clock += 10) take();
  const sent = mails().map(({ kind }) => kind);
  expect(sent.filter((kind) => kind === 'alert').length).toBeLessThanOrEqual(3);
  expect(sent.filter((kind) => kind === 'digest')).toHaveLength(1);
  expect(sent.length).toBeLessThanOrEqual(4);
  expect(ledger()).toMatchObject({ events: 1000, sent: sent.length - 1 });
});

test('in a storm a new kind of critical fault still comes at once', () => {
  for (let number = 0; number < 50; number += 1) alert('printer_offline', `p${number}`, true);
  take();
  clock = 5;
  alert('wix_refused', '', true, 'critical');
  take();
  expect(mails().map(({ type }) => type)).toEqual(['printer_offline', 'wix_refused']);
});

test('consequences are kept back while their cause is known, and told if they outlive it by a minute', () => {
  alert('printer_offline', 'kueche', true);
  alert('queue_overflow', '', true);
  alert('oldest_too_old', '', true);
  take();
  expect(mails().map(({ type }) => type)).toEqual(['printer_offline']);
  handOver();
  expect(ledger()).toEqual({ events: 3, sent: 1, folded: 0, inhibited: 2 });
  clock = 100;
  alert('printer_offline', 'kueche', false);
  alert('oldest_too_old', '', false);
  take();
  clock = 159;
  take();
  expect(mails()).toHaveLength(1);
  clock = 162;
  take();
  expect(mails().map(({ type }) => type)).toEqual(['printer_offline', 'queue_overflow']);
  clock = 300;
  take();
  expect(
    mails()
      .filter(({ kind }) => kind === 'alert')
      .map(({ type }) => type),
  ).not.toContain('oldest_too_old');
  expect(ledger()).toEqual({ events: 3, sent: 2, folded: 0, inhibited: 1 });
});

test('quiet hours make what is not urgent wait for the morning, and nothing that is', () => {
  alert('paper_near_end', 'kueche', true, 'warning');
  alert('printer_offline', 'bar', true);
  take({ wallClock: '23:30' });
  expect(mails().map(({ type }) => type)).toEqual(['printer_offline']);
  clock = 3600;
  take({ wallClock: '00:30' });
  expect(mails()).toHaveLength(1);
  clock = 8 * 3600;
  take({ wallClock: '07:30' });
  expect(mails().map(({ type }) => type)).toEqual(['printer_offline', 'digest']);
});

test('the limits of a type hold: within a quarter of an hour no second mail about the same printer, four in an hour', () => {
  for (let round = 0; round < 8; round += 1) {
    alert('printer_offline', `printer-${round}`, true);
    take();
    handOver();
    clock += 120;
  }
  expect(mails().filter(({ kind }) => kind === 'alert')).toHaveLength(4);
});

test("a ticket of which the printer itself can still tell is nobody's mail; one that stays unknown is", () => {
  const job = (kind: string, id: number) => {
    appendEvent(database, kind, { jobId: id }, {});
    database.prepare('UPDATE events SET at = ? WHERE id = (SELECT max(id) FROM events)').run(at());
  };
  job('job-unknown', 1);
  take();
  clock = 5;
  job('job-printed', 1);
  take();
  clock = 25;
  job('job-unknown', 2);
  take();
  expect(nextMail(database, at()).mail).toBeNull();
  expect(mails().map(({ state }) => state)).toEqual(['not-needed', 'waiting']);
  expect(nextMail(database, at()).mail).toBeNull();
  clock = 56;
  expect(nextMail(database, at()).mail).toMatchObject({ id: mails()[1]?.id });
  expect(ledger()).toMatchObject({ events: 2, inhibited: 1 });
});

test('what was told without the outbox, because nothing could be written, is not told again', () => {
  appendEvent(database, 'storage-fault', {}, { fault: 'full' });
  appendEvent(database, 'storage-fault-over', {}, { seconds: 9 });
  take({ told: ['system_error/storage'] });
  expect(kinds()).toEqual([['alert', 'system_error', 'handed-over']]);
});

test('switched on, what is wrong then is told, and what was before is not', () => {
  take({ enabled: false });
  alert('printer_offline', 'kueche', true);
  alert('printer_offline', 'bar', true);
  alert('printer_offline', 'bar', false);
  take({ enabled: false });
  expect(mails()).toEqual([]);
  clock = 10;
  take();
  expect(mails().map(({ type, kind }) => [kind, type])).toEqual([['alert', 'printer_offline']]);
  expect(take().open).toBe(1);
});

test('a kill between any two looks neither loses an event nor tells of it twice', () => {
  alert('printer_offline', 'kueche', true);
  take();
  database.close();
  database = openDatabase(join(folder, 'data.db'));
  take();
  take();
  expect(mails()).toHaveLength(1);
  expect(ledger()).toEqual({ events: 1, sent: 1, folded: 0, inhibited: 0 });
});

test('a mail that cannot be handed over for three days is given up, and both say so in the older history', () => {
  alert('printer_offline', 'kueche', true);
  take();
  const id = mails()[0]?.id ?? 0;
  const failure = {
    cause: 'no-internet',
    answer: '',
    failedAt: 'name',
    at: { server: 's', port: 587, user: 'u' },
  } as const;
  const tried = (retryAt: string) =>
    mailTried(database, { id, at: at(), subject: 's', recipients: ['a@b.de'], handedOver: false, failure, retryAt });
  clock = 3600;
  tried(at());
  expect(mails()[0]).toMatchObject({ state: 'waiting', attempts: 1 });
  clock = 73 * 3600;
  tried(at());
  expect(mails()[0]).toMatchObject({ state: 'given-up', attempts: 2 });
  const lines = database.prepare('SELECT notification_type, success FROM notification_history').all();
  expect(lines).toEqual([{ notification_type: 'printer_offline', success: 0 }]);
});
