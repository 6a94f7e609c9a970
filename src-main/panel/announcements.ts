import type { AnnouncementRecord } from '../../src-shared/guide/guide.ts';
import type { Occasion } from '../../src-shared/runbook/announcements.ts';
import type { PanelDatabase } from './database.ts';

/** A mail as this PC keeps it. */
export interface KeptAnnouncement {
  readonly key: string;
  readonly targetId: string;
  readonly about: string;
  readonly occasion: Occasion;
  readonly to: readonly string[];
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly happenedAt: string;
  readonly createdAt: string;
  readonly state: Exclude<AnnouncementRecord['state'], 'handed-over'>;
  readonly mailId: number | null;
  readonly problem: string | null;
}

interface Row extends Omit<KeptAnnouncement, 'to' | 'paragraphs'> {
  readonly to: string;
  readonly paragraphs: string;
}

const columns = `key, target_id AS targetId, about, occasion, recipients AS "to", subject, paragraphs, happened_at AS happenedAt,
  created_at AS createdAt, state, mail_id AS mailId, problem`;

/** Mails to those who are to know. A key is there once, whoever writes it. */
export function createAnnouncementStore(database: PanelDatabase) {
  const insert = database.prepare(`
    INSERT INTO announcements (key, target_id, about, occasion, recipients, subject, paragraphs, happened_at, created_at, state)
    VALUES (@key, @targetId, @about, @occasion, @to, @subject, @paragraphs, @happenedAt, @createdAt, 'waiting')
    ON CONFLICT (key) DO NOTHING`);
  const selectAbout = database.prepare(
    `SELECT ${columns} FROM announcements WHERE target_id = ? AND about = ? ORDER BY created_at, rowid LIMIT 200`,
  );
  const selectWaiting = database.prepare(
    `SELECT ${columns} FROM announcements WHERE state = 'waiting' AND target_id = ? ORDER BY created_at, rowid LIMIT 50`,
  );
  const update = database.prepare(
    "UPDATE announcements SET state = ?, mail_id = ?, problem = ? WHERE key = ? AND state = 'waiting'",
  );
  const kept = (rows: unknown[]): KeptAnnouncement[] =>
    (rows as Row[]).map((row) => ({ ...row, to: JSON.parse(row.to), paragraphs: JSON.parse(row.paragraphs) }));

  return {
    /** True if it was not there before. */
    add: (announcement: Omit<KeptAnnouncement, 'state' | 'mailId' | 'problem'>): boolean =>
      insert.run({
        ...announcement,
        to: JSON.stringify(announcement.to),
        paragraphs: JSON.stringify(announcement.paragraphs),
      }).changes > 0,
    about: (targetId: string, about: string) => kept(selectAbout.all(targetId, about)),
    waiting: (targetId: string) => kept(selectWaiting.all(targetId)),
    targetsThatWait: (): string[] =>
      database
        .prepare("SELECT DISTINCT target_id FROM announcements WHERE state = 'waiting'")
        .pluck()
        .all() as string[],
    /** What came of asking the Pi to take it. */
    tried: (key: string, outcome: Pick<KeptAnnouncement, 'state' | 'mailId' | 'problem'>): void => {
      update.run(outcome.state, outcome.mailId, outcome.problem, key);
    },
  };
}
export type AnnouncementStore = ReturnType<typeof createAnnouncementStore>;
