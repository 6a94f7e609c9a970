import type { NoticeType } from '../mail/notices/types.ts';
import type { Severity } from './alerts.ts';
import type { Connection } from './connection.ts';

export interface IncidentRow {
  readonly id: number;
  readonly type: NoticeType;
  readonly subject: string;
  readonly severity: Severity;
  readonly opened_at: string;
  readonly cleared_at: string | null;
  readonly closed_at: string | null;
  readonly raised: number;
  readonly fate: 'sent' | 'folded' | 'inhibited';
  readonly mail_id: number | null;
  readonly data: string;
}

export function openIncident(database: Connection, type: string, subject: string): IncidentRow | undefined {
  return database
    .prepare('SELECT * FROM incidents WHERE type = ? AND subject = ? AND closed_at IS NULL')
    .get(type, subject) as IncidentRow | undefined;
}

/** Is one of these wrong now, or was it until so many milliseconds ago? */
export function anyOpen(
  database: Connection,
  types: readonly string[],
  at: number,
  graceMilliseconds: number,
): boolean {
  if (types.length === 0) return false;
  const since = new Date(at - graceMilliseconds).toISOString();
  return (
    database
      .prepare(
        `SELECT 1 FROM incidents WHERE type IN (SELECT value FROM json_each(?)) AND
           (closed_at IS NULL AND cleared_at IS NULL OR cleared_at > ?) LIMIT 1`,
      )
      .get(JSON.stringify(types), since) !== undefined
  );
}

/** Instants (ms) of the mails about a type alone since an instant; and of the newest about this very thing. */
export function mailsAbout(database: Connection, type: string, subject: string, since: string) {
  const written = database
    .prepare(
      "SELECT created_at FROM mails WHERE type = ? AND created_at > ? AND kind IN ('alert', 'news', 'past') AND state != 'not-needed'",
    )
    .pluck()
    .all(type, since) as string[];
  const same = database
    .prepare(
      `SELECT max(mails.created_at) FROM mails JOIN incidents ON mail_id = mails.id
       WHERE mails.type = ? AND incidents.subject = ? AND kind IN ('alert', 'news', 'past') AND state != 'not-needed'`,
    )
    .pluck()
    .get(type, subject) as string | null;
  return { typeMails: written.map((one) => Date.parse(one)), lastAboutSame: same === null ? null : Date.parse(same) };
}
