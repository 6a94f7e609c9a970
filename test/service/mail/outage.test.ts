import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeAuthority } from '../../../src-main/practice/post/certificates.ts';
import { type PostOffice, startPostOffice } from '../../../src-main/practice/post/post-office.ts';
import { type Severity, setAlert } from '../../../src-pi/service/database/alerts.ts';
import type { DatabaseClient } from '../../../src-pi/service/database/client.ts';
import { type Connection, openDatabase } from '../../../src-pi/service/database/connection.ts';
import { appendEvent } from '../../../src-pi/service/database/journal.ts';
import { mailFacts, mailHistory } from '../../../src-pi/service/database/mails.ts';
import { migrate, readMigrations } from '../../../src-pi/service/database/migrations.ts';
import { takeNotices } from '../../../src-pi/service/database/notices.ts';
import { operations } from '../../../src-pi/service/database/operations.ts';
import { circuitBreaker } from '../../../src-pi/service/healing/circuit-breaker.ts';
import { createLog } from '../../../src-pi/service/life/log.ts';
import { handOverNote } from '../../../src-pi/service/mail/hand-over-note.ts';
import { type Mailer, startMailer } from '../../../src-pi/service/mail/mailer.ts';
import { penCase } from '../../../src-pi/service/mail/pen.ts';
import { parseMailSetup } from '../../../src-pi/service/mail/setup.ts';
import { program } from '../../../src-pi/service/program-files.ts';

const password = 'geheim-4711';
/** A Monday, eight in the evening where the restaurant is. */
const evening = Date.parse('2026-11-23T19:00:00Z');

let folder: string;
let database: Connection;
let post: PostOffice;
let mailer: Mailer;
/** Minutes since then. */
let clock: number;
const now = () => new Date(evening + clock * 60_000).toISOString();

beforeEach(async () => {
  clock = 0;
  folder = mkdtempSync(join(tmpdir(), 'bonwart-outage-'));
  database = openDatabase(join(folder, 'data.db'));
  const migrations = readMigrations(program.migrations);
  migrate(database, migrations, migrations.length);
  const authority = makeAuthority('Outage');
  post = await startPostOffice({
    ports: { tls: 0, starttls: 0 },
    certificate: authority.issue('localhost', '127.0.0.1'),
    user: 'rosa@example.de',
    password,
    received: () => {},
  });
  const setup = parseMailSetup(
    [
      `SMTP_SERVER=127.0.0.1\nSMTP_PORT=${post.ports.starttls}\nSMTP_USERNAME=rosa@example.de\nSMTP_PASSWORD=${password}`,
      'NOTIFICATION_ENABLED=true\nNOTIFICATION_TO_EMAILS=chef@example.de\nSMTP_AUTHORITY_FILE=authority',
    ].join('\n'),
    () => authority.cert,
  );
  const call = async (name: keyof typeof operations, input: never) =>
    (operations[name] as (database: Connection, input: never) => unknown)(database, input);
  const pen = penCase('Europe/Berlin');
  mailer = startMailer({
    database: { call, fault: () => null } as unknown as DatabaseClient,
    log: createLog('critical'),
    breaker: circuitBreaker('smtp', () => {}),
    tokens: { get: () => Promise.reject(new Error('no token is needed')), stop: () => {} },
    note: handOverNote(join(folder, 'mail-handed-over.json')),
    setup: () => setup,
    pen: (of, at) => pen(of.rules.language, of.restaurant, at),
    now,
    onTried: () => {},
  });
  take();
});
afterEach(async () => {
  await mailer.stop();
  await post.stop();
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function take(): void {
  const policy = { enabled: true, quietHours: null, stableMilliseconds: 120_000 };
  takeNotices(database, { at: now(), wallClock: '20:00', policy, told: [] });
}
/** What happens after so many minutes; then the clerk looks, and once more when it has stood for long enough. */
function after(minutes: number, happens: () => void): void {
  clock = minutes;
  happens();
  take();
  mailer.wake();
  clock += 3;
  take();
  mailer.wake();
}
function written(write: () => void): void {
  write();
  database.prepare('UPDATE events SET at = ? WHERE id = (SELECT max(id) FROM events)').run(now());
}
function alert(type: string, subject: string, raised: boolean, severity: Severity, data = {}): void {
  written(() => setAlert(database, { type, subject, severity, data: { name: subject, ...data }, raised, at: now() }));
}

test('after eight hours without internet comes what still matters, once, with the times at which it was', async () => {
  await post.set({ line: false });
  const [paperEnd, silent] = [{ state: 'paper-end' }, { state: 'unreachable' }];
  after(10, () => alert('printer_offline', 'Küche', true, 'high', paperEnd));
  await expect.poll(() => mailer.failure()?.cause).toBe('port-refused');
  after(20, () => alert('printer_offline', 'Küche', false, 'high'));
  after(60, () => alert('printer_offline', 'Bar', true, 'high', silent));
  after(120, () => alert('queue_overflow', '', true, 'high'));
  after(150, () => {
    written(() => appendEvent(database, 'job-unknown', { jobId: 7 }, {}));
    take();
    written(() => appendEvent(database, 'job-printed', { jobId: 7 }, {}));
  });
  after(180, () => alert('wix_refused', '', true, 'critical'));
  after(270, () => alert('wix_refused', '', false, 'critical'));

  clock = 8 * 60;
  expect(post.mails()).toEqual([]);
  expect(mailFacts(database, now()).waiting).toMatchObject({ count: 3 });
  await post.set({ line: true });
  mailer.tryAgain();
  await expect.poll(() => mailFacts(database, now()).waiting.count).toBe(0);

  // the most urgent first; the day stands with the times, because it is Tuesday by now
  const mails = post.mails().map(({ subject, date, text }) => ({ subject, date, text }));
  expect(mails).toMatchObject([
    {
      subject: expect.stringMatching(/^War gestört, ist behoben: Wix lässt uns nicht/),
      date: 'Mon, 23 Nov 2026 22:00:00 +0000',
      text: expect.stringMatching(/von Mo\.?,? 23\.11\.,? 23:00 bis 00:30/),
    },
    {
      subject: 'War gestört, ist behoben: Küche: kein Papier',
      date: 'Mon, 23 Nov 2026 19:10:00 +0000',
      text: expect.stringMatching(/Dauer: 10 Min\., von Mo\.?,? 23\.11\.,? 20:10 bis Mo\.?,? 23\.11\.,? 20:20/),
    },
    {
      subject: 'Bar: antwortet nicht',
      date: 'Mon, 23 Nov 2026 20:00:00 +0000',
      text: expect.stringMatching(/Seit Mo\.?,? 23\.11\.,? 21:00\.[\s\S]*Was jetzt zu tun ist/),
    },
  ]);
  for (const { text } of mails) expect(text).toContain('Diese Mail kommt verspätet');
  const { ledger } = mailFacts(database, now());
  expect(ledger).toEqual({ events: 5, sent: 3, folded: 0, inhibited: 2 });
  const states = mailHistory(database, { limit: 50, before: null }).map(({ type, state }) => [type, state]);
  expect(states.filter(([, state]) => state !== 'handed-over')).toEqual([['ticket_unknown', 'not-needed']]);

  // nothing of it comes a second time
  take();
  mailer.tryAgain();
  after(8 * 60 + 10, () => {
    alert('printer_offline', 'Bar', false, 'high');
    alert('queue_overflow', '', false, 'high');
  });
  await expect.poll(() => post.mails().length).toBe(4);
  expect(post.mails().at(-1)?.subject).toBe('Behoben: Bar: antwortet nicht');
});
