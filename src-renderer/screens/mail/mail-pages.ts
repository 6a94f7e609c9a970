import type { MailRecord } from '../../../src-shared/mail/schema.ts';

/** What is there of the mails so far, the newest first. */
export interface LoadedMails {
  readonly mails: readonly MailRecord[];
  /** There may be older ones. */
  readonly more: boolean;
}

export const noMails: LoadedMails = { mails: [], more: false };

/** The page behind `before` (null: the first). One that comes twice, or for another list, changes nothing. */
export function withMails(
  loaded: LoadedMails,
  before: number | null,
  page: readonly MailRecord[],
  limit: number,
): LoadedMails {
  const more = page.length >= limit;
  if (before === null) return { mails: page, more };
  if (loaded.mails.at(-1)?.id !== before) return loaded;
  return { mails: [...loaded.mails, ...page], more };
}

export type MailFilter = 'all' | MailRecord['state'];

export function filtered(mails: readonly MailRecord[], filter: MailFilter): readonly MailRecord[] {
  return filter === 'all' ? mails : mails.filter(({ state }) => state === filter);
}
