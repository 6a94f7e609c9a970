import { expect, test } from 'vitest';
import { restoreAnnouncements } from '../../../src-shared/guide/restore-announcements.ts';
import {
  type AnnouncementValues,
  announcementSchema,
  composeAnnouncement,
  occasions,
} from '../../../src-shared/runbook/announcements.ts';
import { forEngine } from '../../../src-shared/runbook/schema.ts';
import { runbook } from '../../renderer/scenes/journal.ts';

const values: AnnouncementValues = {
  ...{ pi: 'Küche', version: '0.2.0', previous: '0.1.0', when: 'Mi., 14:00', step: 'Sichern', minutes: '4' },
  ...{ person: 'Maria', result: 'Alles gut.' },
};

test('the shipped runbook has a mail for each occasion, a restoring for its ends, and nothing is left unfilled', () => {
  const shipped = runbook.announcements ?? [];
  expect(shipped.map(({ occasion }) => occasion)).toEqual([...occasions]);
  for (const one of [...shipped, ...restoreAnnouncements])
    for (const language of ['de', 'en'] as const) {
      const { subject, paragraphs } = composeAnnouncement(one, values, language);
      expect(`${subject}${paragraphs.join('')}`).not.toMatch(/[{}]/);
      expect(subject).toContain('Küche');
      expect(paragraphs.length).toBeGreaterThanOrEqual(2);
    }
});

test('a template that names what nobody knows is refused', () => {
  const words = { de: 'Kennwort: {{password}}', en: 'x' };
  const one = { occasion: 'done', title: words, subject: { de: 'a', en: 'b' }, text: words };
  expect(announcementSchema.safeParse(one).success).toBe(false);
  expect(announcementSchema.safeParse({ ...one, text: { de: '{{pi}}', en: '{{pi}}' } }).success).toBe(true);
});

test('a value is text: no placeholder, no line of its own in the subject', () => {
  const template = { subject: { de: 'Neu: {{pi}}', en: '' }, text: { de: '{{pi}}', en: '' } };
  const filled = composeAnnouncement(template, { ...values, pi: '{{person}}\r\nBcc: x@example.de' }, 'de');
  expect(filled.subject).toBe('Neu: {{person}} Bcc: x@example.de');
});

test('the engine sees neither checklist nor triggers nor mails', () => {
  expect(Object.keys(forEngine(runbook))).not.toEqual(expect.arrayContaining(['triggers']));
  expect(forEngine(runbook)).not.toHaveProperty('announcements');
  expect(forEngine(runbook)).not.toHaveProperty('readiness');
});
