import { crashPoint } from '../life/crash.ts';
import type { Connection } from './connection.ts';
import { moveJob, readJob } from './jobs.ts';
import { appendEvent, readMeta, writeMeta } from './journal.ts';
import { mirrorJob } from './legacy-mirror.ts';
import { firstLookKey, watermarkKey } from './meta-keys.ts';
import { forgottenJobs, newerRows, restoredReason } from './newer-rows.ts';
import { now } from './times.ts';

/**
 * What becomes of newer tickets that were not printed yet: `ask` holds each for a person, because somebody chose the backup over what
 * the present database says; `go-on` lets them be printed, because nobody chose anything.
 */
export type NotPrinted = 'ask' | 'go-on';

export interface CarriedOver {
  readonly orders: number;
  readonly tickets: number;
  readonly held: number;
}

/** These tell of the machine as it is now, and of what people were told: they stay as they are, or a mail would go out a second time. */
const ofToday = [
  'mails',
  'incidents',
  'notices',
  'alerts',
  'notification_history',
  'connectivity_events',
  'samples',
  'printers',
] as const;

/** The restaurant's own settings are what the backup says. All else in `meta` says how far something has got, and that is never taken back. */
const restoredMeta = "key LIKE 'restaurant%'";

/**
 * Makes a backup (`main`) fit to take the place of the present database (attached as `present`, same schema), in one transaction. Orders and
 * tickets go back to what the backup says, but for what came or went on since: that stays known, so that the shop cannot make the kitchen
 * cook it a second time and nothing of it is lost. Again it changes nothing.
 */
export function carryOver(database: Connection, input: { notPrinted: NotPrinted; backupAt: string }): CarriedOver {
  return database.transaction(() => {
    database.pragma('defer_foreign_keys = ON');
    const newer = newerRows(database);
    const forgotten = forgottenJobs(database);
    for (const id of newer.orderIds) carryOrder(database, id);
    takeFromToday(database);
    crashPoint('carry-over-half');
    const ids = newer.jobs.map((job) => carryJob(database, job));
    keepNumbers(database);
    carryMeta(database);
    const held = holdWaiting(database, ids, input.notPrinted) + holdForgotten(database, forgotten);
    askAboutLegacy(database);
    const orders = new Set([...newer.orderIds, ...newer.jobs.map(({ orderId }) => orderId)]).size;
    const carried = { orders, tickets: newer.jobs.length, held };
    appendEvent(database, 'backup-restored', {}, { backupAt: input.backupAt, ...carried });
    return carried;
  })();
}

function carryOrder(database: Connection, id: string): void {
  database.prepare('INSERT OR REPLACE INTO main.shop_orders SELECT * FROM present.shop_orders WHERE id = ?').run(id);
  database
    .prepare(
      `INSERT INTO main.orders SELECT * FROM present.orders WHERE wix_order_id = ?
       ON CONFLICT (wix_order_id) DO UPDATE SET status = excluded.status, items_json = excluded.items_json,
         customer_json = excluded.customer_json, delivery_json = excluded.delivery_json, total_amount = excluded.total_amount,
         updated_at = excluded.updated_at, raw_data_json = excluded.raw_data_json`,
    )
    .run(id);
}

/** Writes a ticket as the present database has it, with its attempts. @returns its number here. */
function carryJob(database: Connection, { id, known }: { id: number; known: number | null }): number {
  const columns = columnsOf(database, 'jobs').filter((name) => name !== 'id' && name !== 'legacy_job_id');
  const list = columns.join(', ');
  let here = known;
  if (here !== null)
    database
      .prepare(`UPDATE main.jobs SET (${list}) = (SELECT ${list} FROM present.jobs WHERE id = ?) WHERE id = ?`)
      .run(id, here);
  else {
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO main.jobs (id, ${list}, legacy_job_id)
         SELECT CASE WHEN EXISTS (SELECT 1 FROM main.jobs WHERE id = p.id) THEN NULL ELSE p.id END, ${list},
           (SELECT l.id FROM main.print_jobs l JOIN present.print_jobs q ON q.id = l.id AND q.order_id = l.order_id
             WHERE l.id = p.legacy_job_id)
         FROM present.jobs p WHERE p.id = ?`,
      )
      .run(id);
    here = Number(lastInsertRowid);
  }
  carryAttempts(database, id, here);
  mirrorJob(database, readJob(database, here));
  return here;
}

function carryAttempts(database: Connection, from: number, to: number): void {
  const columns = columnsOf(database, 'attempts').filter((name) => name !== 'id' && name !== 'job_id');
  const list = columns.join(', ');
  database.prepare('DELETE FROM main.attempts WHERE job_id = ?').run(to);
  database
    .prepare(
      `INSERT INTO main.attempts (id, job_id, ${list})
       SELECT CASE WHEN EXISTS (SELECT 1 FROM main.attempts WHERE id = p.id) THEN NULL ELSE p.id END, ?, ${list}
       FROM present.attempts p WHERE job_id = ? ORDER BY number`,
    )
    .run(to, from);
}

/** The story of a ticket goes on where both databases have the same beginning; else the numbers of the events would mean two things. */
function takeFromToday(database: Connection): void {
  for (const table of [...ofToday].reverse()) database.prepare(`DELETE FROM main.${table}`).run();
  for (const table of ofToday) database.prepare(`INSERT INTO main.${table} SELECT * FROM present.${table}`).run();
  const common = database
    .prepare(
      `SELECT b.id FROM (SELECT * FROM main.events ORDER BY id DESC LIMIT 1) b
       JOIN present.events p ON p.id = b.id AND p.at = b.at AND p.kind = b.kind`,
    )
    .pluck()
    .get() as number | undefined;
  if (common !== undefined)
    database.prepare('INSERT INTO main.events SELECT * FROM present.events WHERE id > ?').run(common);
}

/** A number that was given to something after the backup is never given to something else. */
function keepNumbers(database: Connection): void {
  const rows = database.prepare('SELECT name, seq FROM present.sqlite_sequence').all() as {
    name: string;
    seq: number;
  }[];
  for (const { name, seq } of rows) {
    const { changes } = database
      .prepare('UPDATE main.sqlite_sequence SET seq = max(seq, ?) WHERE name = ?')
      .run(seq, name);
    if (changes === 0) database.prepare('INSERT INTO main.sqlite_sequence (name, seq) VALUES (?, ?)').run(name, seq);
  }
}

/**
 * The shop is read again from where the backup had got: what is known of it changes nothing, and what nobody knows is not missed. A
 * backup from before the first look begins where the present one did.
 */
function carryMeta(database: Connection): void {
  const before = { watermark: readMeta(database, watermarkKey), firstLook: readMeta(database, firstLookKey) };
  database.prepare(`DELETE FROM main.meta WHERE NOT ${restoredMeta}`).run();
  database.prepare(`INSERT INTO main.meta SELECT * FROM present.meta WHERE NOT ${restoredMeta}`).run();
  const watermark = readMeta(database, watermarkKey);
  if (before.watermark !== null && (watermark === null || before.watermark < watermark))
    writeMeta(database, watermarkKey, before.watermark);
  if (before.firstLook !== null) writeMeta(database, firstLookKey, before.firstLook);
}

function holdWaiting(database: Connection, ids: readonly number[], notPrinted: NotPrinted): number {
  if (notPrinted === 'go-on') return 0;
  const waits = ids.filter((id) => ['queued', 'waiting-printer'].includes(readJob(database, id).state));
  for (const id of waits) moveJob(database, id, 'restored-from-backup', { reason: restoredReason });
  return waits.length;
}

function holdForgotten(database: Connection, jobs: readonly { id: number; state: string }[]): number {
  for (const { id, state } of jobs) {
    const waits = state === 'queued' || state === 'waiting-printer';
    if (waits) moveJob(database, id, 'restored-from-backup', { reason: 'storage-rebuilt' });
    else moveJob(database, id, 'lost-sight', { acknowledgement: 'A0', reason: 'storage-rebuilt' });
  }
  return jobs.length;
}

/** What still waits in the older service's table, and the present one has not waiting, may be printed: the takeover asks about it. */
function askAboutLegacy(database: Connection): void {
  database
    .prepare(
      `UPDATE main.print_jobs AS b SET status = 'failed', error_message = 'held: ${restoredReason}', updated_at = ?
       WHERE status IN ('pending', 'printing') AND NOT EXISTS (SELECT 1 FROM main.jobs WHERE legacy_job_id = b.id)
         AND NOT EXISTS (SELECT 1 FROM present.print_jobs p WHERE p.id = b.id AND p.order_id = b.order_id AND p.status = b.status)`,
    )
    .run(now());
}

function columnsOf(database: Connection, table: string): string[] {
  const columns = database.pragma(`main.table_info(${table})`) as { name: string }[];
  return columns.map(({ name }) => name);
}
