import type { Connection } from './connection.ts';
import type { IncidentRow } from './incidents.ts';
import { readMeta, writeMeta } from './journal.ts';
import { addMail } from './mails.ts';

const weeklyKey = 'mail.weekly';

/** Writes the mail of the week, once a day at most. False: it is there already. */
export function writeWeekly(database: Connection, { at, day }: { at: string; day: string }): boolean {
  return database.transaction(() => {
    if (readMeta(database, weeklyKey) === day) return false;
    writeMeta(database, weeklyKey, day);
    const since = new Date(Date.parse(at) - 7 * 24 * 3_600_000).toISOString();
    const printed = database.prepare('SELECT count(*) FROM jobs WHERE printed_at >= ?').pluck().get(since) as number;
    const open = database
      .prepare('SELECT * FROM incidents WHERE closed_at IS NULL AND cleared_at IS NULL ORDER BY id LIMIT 20')
      .all() as IncidentRow[];
    addMail(database, {
      kind: 'weekly',
      type: 'weekly',
      severity: 'info',
      data: { printed, open },
      happenedAt: at,
      at,
    });
    return true;
  })();
}
