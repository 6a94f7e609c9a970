import { randomUUID } from 'node:crypto';
import type { MailFailureView } from '../../../src-shared/mail/schema.ts';
import type { Severity } from './alerts.ts';
import type { Connection } from './connection.ts';
import type { IncidentRow } from './incidents.ts';
import { legacyTime } from './times.ts';

export type MailKind = 'alert' | 'solved' | 'past' | 'digest' | 'news' | 'weekly';

export interface MailRow {
  readonly id: number;
  readonly message_id: string;
  readonly kind: MailKind;
  readonly type: string;
  readonly severity: Severity;
  readonly about: number | null;
  readonly recipients: string;
  readonly subject: string;
  readonly data: string;
  readonly happened_at: string;
  readonly created_at: string;
  readonly state: 'waiting' | 'handed-over' | 'given-up' | 'not-needed';
  readonly due_at: string;
  readonly attempts: number;
  readonly handed_over_at: string | null;
  readonly failure: string | null;
}

export interface NewMail {
  /** Its Message-ID before the @; made up if not given. */
  readonly name?: string;
  readonly kind: MailKind;
  readonly type: string;
  readonly severity: Severity;
  readonly about?: number | null;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly happenedAt: string;
  readonly at: string;
  /** Not handed over before; `at` if not given. */
  readonly dueAt?: string;
}

/** Writes a mail into the outbox, inside the caller's transaction. Its name stays the same for each attempt. */
export function addMail(database: Connection, mail: NewMail): number {
  const { name = randomUUID(), kind, type, severity, about = null, data = {}, happenedAt, at, dueAt = at } = mail;
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO mails (message_id, kind, type, severity, about, recipients, data, happened_at, created_at, state, due_at)
       VALUES (?, ?, ?, ?, ?, '[]', ?, ?, ?, 'waiting', ?)`,
    )
    .run(name, kind, type, severity, about, JSON.stringify(data), happenedAt, at, dueAt);
  return Number(lastInsertRowid);
}

/** A mail and the incidents that it tells of: its own, or those of the mail that it says to be over. */
export interface MailToSend extends MailRow {
  readonly incidents: readonly IncidentRow[];
}

/** In one mail nobody reads more than this. */
const mostIncidents = 200;

const byUrgency = "CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END";

/** The mail that is to be handed over next: the most urgent of those that are due, then the oldest. And when the next one is due. */
export function nextMail(database: Connection, at: string): { mail: MailToSend | null; dueAt: string | null } {
  const dueAt = database.prepare("SELECT min(due_at) FROM mails WHERE state = 'waiting'").pluck().get() as
    | string
    | null;
  const row = database
    .prepare(`SELECT * FROM mails WHERE state = 'waiting' AND due_at <= ? ORDER BY ${byUrgency}, id LIMIT 1`)
    .get(at) as MailRow | undefined;
  return { mail: row ? withIncidents(database, row) : null, dueAt };
}

/** A mail of the outbox by its Message-ID before the @; null if it does not wait. */
export function waitingMail(database: Connection, messageId: string): MailToSend | null {
  const row = database.prepare("SELECT * FROM mails WHERE message_id = ? AND state = 'waiting'").get(messageId) as
    | MailRow
    | undefined;
  return row ? withIncidents(database, row) : null;
}

function withIncidents(database: Connection, row: MailRow): MailToSend {
  const incidents = database
    .prepare('SELECT * FROM incidents WHERE mail_id = ? ORDER BY id LIMIT ?')
    .all(row.about ?? row.id, mostIncidents) as IncidentRow[];
  return { ...row, incidents };
}

/** After this long a mail is no news to anybody. */
const giveUpAfterMilliseconds = 72 * 3_600_000;

/**
 * What came of an attempt, and the line of the older service's history with it. A mail that failed is due again at `retryAt`, until it has waited for three
 * days.
 */
export function mailTried(
  database: Connection,
  input: {
    id: number;
    at: string;
    subject: string;
    recipients: readonly string[];
    handedOver: boolean;
    /** Also with a mail that some recipients of were refused. */
    failure: MailFailureView | null;
    retryAt: string | null;
  },
): void {
  const { id, at, subject, failure, handedOver } = input;
  database.transaction(() => {
    const mail = database.prepare('SELECT * FROM mails WHERE id = ?').get(id) as MailRow | undefined;
    if (mail?.state !== 'waiting') return;
    const isOld = Date.parse(at) - Date.parse(mail.created_at) > giveUpAfterMilliseconds;
    const state = handedOver ? 'handed-over' : isOld ? 'given-up' : 'waiting';
    database
      .prepare(
        `UPDATE mails SET state = ?, subject = ?, recipients = ?, attempts = attempts + 1, handed_over_at = ?, due_at = ?, failure = ?
         WHERE id = ?`,
      )
      .run(
        state,
        subject,
        JSON.stringify(input.recipients),
        handedOver ? at : null,
        input.retryAt ?? mail.due_at,
        failure === null ? null : JSON.stringify(failure),
        id,
      );
    if (state !== 'waiting') {
      // a file is kept only until it is gone
      database.prepare("UPDATE mails SET data = json_remove(data, '$.attachment') WHERE id = ?").run(id);
      addToHistory(database, { type: mail.type, subject, success: handedOver, at });
    }
  })();
}

/** It went out before it could be written down. */
export function markHandedOver(database: Connection, id: number, at: string): void {
  database.prepare("UPDATE mails SET state = 'handed-over', handed_over_at = ?, attempts = 1 WHERE id = ?").run(at, id);
}

/** Nobody is there to get it, or it is about nothing any more. */
export function mailNotNeeded(database: Connection, id: number): void {
  database.prepare("UPDATE mails SET state = 'not-needed' WHERE id = ? AND state = 'waiting'").run(id);
}

/** A line of the older service's table: what it told of, and whether it went out. */
export function addToHistory(
  database: Connection,
  input: { type: string; subject: string; success: boolean; at: string },
): void {
  database
    .prepare('INSERT INTO notification_history (notification_type, context, success, sent_at) VALUES (?, ?, ?, ?)')
    .run(input.type, JSON.stringify({ subject: input.subject }), input.success ? 1 : 0, legacyTime(input.at));
}

/** All that waits is due now: the line is back, or the account is another. */
export function mailsDueNow(database: Connection, at: string): void {
  database.prepare("UPDATE mails SET due_at = ? WHERE state = 'waiting' AND due_at > ? AND attempts > 0").run(at, at);
}

/** Mails, the newest first, behind a known one. */
export function mailHistory(database: Connection, input: { limit: number; before: number | null }): MailRow[] {
  return database
    .prepare('SELECT * FROM mails WHERE id < coalesce(?, 9e15) ORDER BY id DESC LIMIT ?')
    .all(input.before, input.limit) as MailRow[];
}

/** What waits, what last went out, and what became of the events of the last day. */
export function mailFacts(database: Connection, at: string) {
  const waiting = database
    .prepare(
      "SELECT count(*) AS count, min(created_at) AS oldestAt FROM mails WHERE state = 'waiting' AND due_at <= ? OR state = 'waiting' AND attempts > 0",
    )
    .get(at) as { count: number; oldestAt: string | null };
  const lastHandedOverAt = database.prepare('SELECT max(handed_over_at) FROM mails').pluck().get() as string | null;
  const day = new Date(Date.parse(at) - 24 * 3_600_000).toISOString();
  const ledger = database
    .prepare(
      `SELECT count(*) AS events, count(*) FILTER (WHERE fate = 'sent') AS sent, count(*) FILTER (WHERE fate = 'folded') AS folded,
         count(*) FILTER (WHERE fate = 'inhibited') AS inhibited FROM notices WHERE at >= ?`,
    )
    .get(day) as { events: number; sent: number; folded: number; inhibited: number };
  return { waiting, lastHandedOverAt, ledger };
}
