import { digestDueAt, type Fate, fateOf, isQuietTime, isUrgent } from '../mail/notices/fate.ts';
import { type Notice, noticeOf } from '../mail/notices/from-events.ts';
import { causesOf, type NoticeType } from '../mail/notices/types.ts';
import { raisedAlerts, type Severity } from './alerts.ts';
import type { Connection } from './connection.ts';
import { anyOpen, type IncidentRow, mailsAbout, openIncident } from './incidents.ts';
import { eventsAfter, lastEventId, readMeta, type ServiceEvent, writeMeta } from './journal.ts';
import { addMail, type MailRow, markHandedOver } from './mails.ts';

export interface NoticePolicy {
  /** Mails are wanted and there is somebody to get them. */
  readonly enabled: boolean;
  readonly quietHours: { readonly from: string; readonly to: string } | null;
  /** What is right must have been so for this long before it is told: between two faults of a minute nobody was fine. */
  readonly stableMilliseconds: number;
}

interface Moment {
  readonly at: string;
  readonly milliseconds: number;
  readonly isQuiet: boolean;
  readonly stableMilliseconds: number;
  /** `type/subject` of what was told without the outbox, because nothing could be written. */
  readonly told: readonly string[];
}

const cursorKey = 'mail.events-until';
const enabledKey = 'mail.enabled';
/** A consequence that is still there this long after its cause has gone is something of its own. */
const causeGraceMilliseconds = 60_000;
/** Often the printer itself can say whether a ticket is out. Nobody is to be sent to look before it was asked. */
const graceMilliseconds: Partial<Record<NoticeType, number>> = { ticket_unknown: 30_000 };
const mostEvents = 2000;
/** Events that are nobody's mail are read again rather than noted as read: a ticket is not to cost a write for that. */
const unreadEvents = 500;

/**
 * Reads the events that came since the last time and decides what people are told: all in one transaction, so that a kill at any point neither loses
 * an event nor tells of it twice. Answers when there is something to decide next (ms, null if only an event can bring something), whether there are more
 * events, and how many incidents are open.
 */
export function takeNotices(
  database: Connection,
  input: { at: string; wallClock: string; policy: NoticePolicy; told?: readonly string[] },
): { nextAt: number | null; more: boolean; open: number } {
  const isQuiet = isQuietTime(input.policy.quietHours, input.wallClock);
  const { stableMilliseconds } = input.policy;
  const milliseconds = Date.parse(input.at);
  const moment: Moment = { at: input.at, milliseconds, isQuiet, stableMilliseconds, told: input.told ?? [] };
  return database.transaction(() => {
    if (!wanted(database, input.policy.enabled, moment)) return { nextAt: null, more: false, open: 0 };
    const events = eventsAfter(database, Number(readMeta(database, cursorKey) ?? 0), mostEvents);
    const taken = events.filter((event) => take(database, event, moment)).length;
    const last = events.at(-1);
    if (last && (taken > 0 || events.length >= unreadEvents)) writeMeta(database, cursorKey, String(last.id));
    reconsiderInhibited(database, moment);
    closeWhatIsStable(database, moment);
    const digestAt = writeDigest(database, moment);
    const open = database.prepare('SELECT count(*) FROM incidents WHERE closed_at IS NULL').pluck().get() as number;
    return { nextAt: nextMoment(database, moment, digestAt), more: events.length === mostEvents, open };
  })();
}

/** From the moment that mails are wanted, what is wrong then counts as new; what was before is nobody's mail. */
function wanted(database: Connection, enabled: boolean, moment: Moment): boolean {
  const was = readMeta(database, enabledKey) === 'yes';
  if (!enabled) {
    if (was) writeMeta(database, enabledKey, 'no');
    return false;
  }
  if (was) return true;
  writeMeta(database, enabledKey, 'yes');
  const last = lastEventId(database);
  writeMeta(database, cursorKey, String(last));
  const open = 'UPDATE incidents SET closed_at = ? WHERE closed_at IS NULL';
  database.prepare(open).run(moment.at);
  raisedAlerts(database).forEach(({ type, subject, severity, data, raisedAt }, index) => {
    const event = { id: -last - index - 1, at: raisedAt, kind: 'alert-raised', orderId: null, jobId: null };
    take(database, { ...event, data: { type, subject, severity, ...data } }, moment);
  });
  return true;
}

/** Answers whether the event changed anything. */
function take(database: Connection, event: ServiceEvent, moment: Moment): boolean {
  const notice = noticeOf(event);
  if (notice === null) return false;
  if (notice.kind === 'cleared') {
    const clear = database.prepare(
      'UPDATE incidents SET cleared_at = ? WHERE type = ? AND subject = ? AND closed_at IS NULL AND cleared_at IS NULL',
    );
    const cleared = notice.types.map((type) => clear.run(event.at, type, notice.subject).changes);
    for (const type of notice.types) forgetUntold(database, type, notice.subject, moment);
    return cleared.some((changes) => changes > 0);
  }
  const open = openIncident(database, notice.type, notice.subject);
  if (open && notice.kind === 'raised') {
    database.prepare('UPDATE incidents SET raised = raised + 1, cleared_at = NULL WHERE id = ?').run(open.id);
    note(database, event, open.id, open.fate === 'inhibited' ? 'inhibited' : 'folded');
    return true;
  }
  begin(database, event, notice, moment);
  return true;
}

function begin(
  database: Connection,
  event: ServiceEvent,
  notice: Exclude<Notice, { kind: 'cleared' }>,
  moment: Moment,
): void {
  const { type, subject, severity } = notice;
  const fate = decide(database, { type, subject, severity }, moment);
  const number = event.jobId === null ? {} : orderOf(database, event.jobId);
  const isNews = notice.kind === 'news';
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO incidents (type, subject, severity, opened_at, cleared_at, closed_at, fate, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[type, subject, severity, event.at, isNews ? event.at : null, isNews ? event.at : null, fate],
      JSON.stringify({ ...notice.data, ...number }),
    );
  const id = Number(lastInsertRowid);
  note(database, event, id, fate);
  if (fate !== 'sent') return;
  tell(database, { id, type, subject, severity, opened_at: event.at }, isNews ? 'news' : 'alert', moment);
}

function decide(
  database: Connection,
  { type, subject, severity }: { type: NoticeType; subject: string; severity: Severity },
  { milliseconds, isQuiet }: Moment,
): Fate {
  const hour = new Date(milliseconds - 3_600_000).toISOString();
  return fateOf({
    type,
    severity,
    at: milliseconds,
    causeIsKnown: anyOpen(database, causesOf(type), milliseconds, causeGraceMilliseconds),
    isQuiet,
    ...mailsAbout(database, type, subject, hour),
  });
}

function tell(
  database: Connection,
  incident: { id: number; type: NoticeType; subject: string; severity: Severity; opened_at: string },
  kind: 'alert' | 'news',
  moment: Moment,
): void {
  const dueAt = new Date(moment.milliseconds + (graceMilliseconds[incident.type] ?? 0)).toISOString();
  const { type, severity, opened_at: happenedAt } = incident;
  const mail = addMail(database, { kind, type, severity, happenedAt, at: moment.at, dueAt });
  database.prepare("UPDATE incidents SET mail_id = ?, fate = 'sent' WHERE id = ?").run(mail, incident.id);
  if (moment.told.includes(`${type}/${incident.subject}`)) markHandedOver(database, mail, moment.at);
}

function note(database: Connection, event: ServiceEvent, incident: number, fate: Fate): void {
  database
    .prepare('INSERT INTO notices (event_id, at, incident_id, fate) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
    .run(event.id, event.at, incident, fate);
}

function orderOf(database: Connection, jobId: number): { orderNumber?: string } {
  const number = database.prepare('SELECT order_number FROM jobs WHERE id = ?').pluck().get(jobId);
  return typeof number === 'string' ? { orderNumber: number } : {};
}

/** What was kept back because of a cause that is gone, and is still wrong, is told after all. */
function reconsiderInhibited(database: Connection, moment: Moment): void {
  const kept = database
    .prepare(
      "SELECT * FROM incidents WHERE fate = 'inhibited' AND closed_at IS NULL AND cleared_at IS NULL ORDER BY id",
    )
    .all() as IncidentRow[];
  for (const incident of kept) {
    const fate = decide(database, incident, moment);
    if (fate === 'inhibited') continue;
    database.prepare('UPDATE incidents SET fate = ? WHERE id = ?').run(fate, incident.id);
    const first =
      'UPDATE notices SET fate = ? WHERE event_id = (SELECT min(event_id) FROM notices WHERE incident_id = ?)';
    database.prepare("UPDATE notices SET fate = 'folded' WHERE incident_id = ?").run(incident.id);
    database.prepare(first).run(fate, incident.id);
    if (fate === 'sent') tell(database, incident, 'alert', moment);
  }
}

/** Closes what has been right for long enough. When the last thing that a mail told of is closed, people hear that it is over. */
function closeWhatIsStable(database: Connection, moment: Moment): void {
  const since = new Date(moment.milliseconds - moment.stableMilliseconds).toISOString();
  const stable = database
    .prepare('SELECT * FROM incidents WHERE closed_at IS NULL AND cleared_at <= ? ORDER BY id')
    .all(since) as IncidentRow[];
  const mails = new Set<number>();
  for (const { id, mail_id: mail } of stable) {
    database.prepare('UPDATE incidents SET closed_at = ? WHERE id = ?').run(moment.at, id);
    if (mail !== null) mails.add(mail);
  }
  for (const id of mails) {
    const open = database.prepare('SELECT 1 FROM incidents WHERE mail_id = ? AND closed_at IS NULL').get(id);
    if (open === undefined) tellSolved(database, id, moment);
  }
}

/** What is over before its mail was to leave is nobody's mail. */
function forgetUntold(database: Connection, type: NoticeType, subject: string, { at }: Moment): void {
  const incident = openIncident(database, type, subject);
  if (!incident?.mail_id) return;
  const { changes } = database
    .prepare("UPDATE mails SET state = 'not-needed' WHERE id = ? AND state = 'waiting' AND attempts = 0 AND due_at > ?")
    .run(incident.mail_id, at);
  if (changes === 0) return;
  database.prepare("UPDATE incidents SET closed_at = ?, fate = 'inhibited' WHERE id = ?").run(at, incident.id);
  database.prepare("UPDATE notices SET fate = 'inhibited' WHERE incident_id = ?").run(incident.id);
}

function tellSolved(database: Connection, id: number, { at }: Moment): void {
  const mail = database.prepare('SELECT * FROM mails WHERE id = ?').get(id) as MailRow;
  if (mail.state === 'waiting') {
    // nobody has heard of it yet: one mail is enough to say that it was and is over
    database.prepare("UPDATE mails SET kind = 'past' WHERE id = ? AND kind = 'alert'").run(id);
    return;
  }
  const { type, severity, happened_at: happenedAt } = mail;
  addMail(database, { kind: 'solved', type, severity, about: id, happenedAt, at });
}

/** Tells of all that was folded, in one mail. Answers when there will be one to write (ms). */
function writeDigest(database: Connection, moment: Moment): number | null {
  const folded = "fate = 'folded' AND mail_id IS NULL";
  const oldest = (severities: string) =>
    parsed(
      database
        .prepare(`SELECT min(opened_at) FROM incidents WHERE ${folded} AND severity IN (${severities})`)
        .pluck()
        .get(),
    );
  const lastDigest = parsed(database.prepare("SELECT max(created_at) FROM mails WHERE kind = 'digest'").pluck().get());
  const facts = {
    oldestUrgent: oldest("'critical', 'high'"),
    oldestWarning: oldest("'warning'"),
    oldestInfo: oldest("'info'"),
    lastDigest,
    isQuiet: moment.isQuiet,
  };
  const dueAt = digestDueAt(facts);
  if (dueAt === null || dueAt > moment.milliseconds) return dueAt;
  const rows = database.prepare(`SELECT * FROM incidents WHERE ${folded} ORDER BY id`).all() as IncidentRow[];
  const severity = rows.some((row) => row.severity === 'critical')
    ? 'critical'
    : (rows.find((row) => isUrgent(row.severity))?.severity ?? rows[0]?.severity ?? 'info');
  const happenedAt = rows[0]?.opened_at ?? moment.at;
  const mail = addMail(database, { kind: 'digest', type: 'digest', severity, happenedAt, at: moment.at });
  database.prepare(`UPDATE incidents SET mail_id = ? WHERE ${folded}`).run(mail);
  return null;
}

function parsed(instant: unknown): number | null {
  return typeof instant === 'string' ? Date.parse(instant) : null;
}

/** The next instant at which time alone changes something: something becomes stable, a cause's grace ends, or a digest is due. */
function nextMoment(
  database: Connection,
  { milliseconds, stableMilliseconds }: Moment,
  digestAt: number | null,
): number | null {
  const cleared = parsed(
    database.prepare('SELECT min(cleared_at) FROM incidents WHERE closed_at IS NULL').pluck().get(),
  );
  const inhibited = database
    .prepare("SELECT 1 FROM incidents WHERE fate = 'inhibited' AND closed_at IS NULL AND cleared_at IS NULL LIMIT 1")
    .get();
  const due = [
    cleared === null ? null : cleared + stableMilliseconds,
    inhibited === undefined ? null : milliseconds + causeGraceMilliseconds / 2,
    digestAt,
  ].filter((one) => one !== null);
  return due.length === 0 ? null : Math.min(...due);
}
