import type { MailAnnounced, MailAnnouncement } from '../../../src-shared/mail/announcement.ts';
import type { Connection } from './connection.ts';
import { addMail, type MailRow } from './mails.ts';

/** What a mail of the outbox is that the panel has written. */
export const announcementType = 'announcement';

/** What of it is kept with the mail. */
export type AnnouncementData = Pick<MailAnnouncement, 'to' | 'subject' | 'paragraphs' | 'attachment'>;

/**
 * Puts an announcement into the outbox, in one transaction with the look for its key: a PC that was killed between asking and
 * hearing asks again, and it is the same mail. The key becomes the mail's name, which the table holds to be unique.
 */
export function announce(
  database: Connection,
  input: { announcement: MailAnnouncement; name: string; at: string },
): MailAnnounced {
  const { announcement, name, at } = input;
  return database.transaction((): MailAnnounced => {
    const known = database.prepare('SELECT id, state FROM mails WHERE message_id = ?').get(name) as
      | Pick<MailRow, 'id' | 'state'>
      | undefined;
    if (known) return { mailId: known.id, state: known.state };
    const { to, subject, paragraphs, happenedAt, attachment } = announcement;
    const data: AnnouncementData = { to, subject, paragraphs, ...(attachment ? { attachment } : {}) };
    const mailId = addMail(database, {
      ...{ kind: 'news', type: announcementType, severity: 'info' },
      ...{ name, data: { ...data }, happenedAt, at },
    });
    return { mailId, state: 'waiting' };
  })();
}
