import type { Announcement } from '../runbook/announcements.ts';
import { texts } from '../texts/index.ts';

const words = { de: texts.de.wayBack.mail, en: texts.en.wayBack.mail };

/** The mails of a backup's restoring. Its runbook is part of bonctl and knows of no mails, so these are here. How it ends is told, and nothing before. */
export const restoreAnnouncements: readonly Announcement[] = (['done', 'rolled-back'] as const).map((occasion) => ({
  occasion,
  title: { de: words.de[occasion].title, en: words.en[occasion].title },
  subject: { de: words.de[occasion].subject, en: words.en[occasion].subject },
  text: { de: words.de[occasion].text, en: words.en[occasion].text },
}));
