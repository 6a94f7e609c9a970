import { beforeGoesAt, beforeKey, whenInWords } from '../../src-shared/guide/due-announcements.ts';
import { type Announcement, composeAnnouncement } from '../../src-shared/runbook/announcements.ts';
import { texts } from '../../src-shared/texts/index.ts';
import type { KeptAnnouncement } from '../panel/announcements.ts';
import type { Panel } from '../panel/panel.ts';

export type NewAnnouncement = Omit<KeptAnnouncement, 'state' | 'mailId' | 'problem' | 'createdAt'>;
type Kept = Pick<Panel, 'guides' | 'targets'>;

/** The mail that a version is planned for the chosen time. Null without a time, or where the runbook has no such mail. */
export function beforeMail(
  panel: Kept,
  templates: readonly Announcement[],
  about: { readonly targetId: string; readonly version: string; readonly person: string },
): NewAnnouncement | null {
  const { targetId, version, person } = about;
  const { window, informed } = panel.guides.read(targetId);
  const template = templates.find(({ occasion }) => occasion === 'before');
  if (!window || !template) return null;
  const { to, language } = informed;
  const values = {
    ...{ pi: panel.targets.get(targetId).name, version, previous: texts[language].run.stateBefore, step: '' },
    ...{ when: whenInWords(window.from, language), minutes: '', person, result: '' },
  };
  return {
    key: beforeKey(targetId, version, window.from),
    ...{ targetId, about: version, occasion: 'before', to, happenedAt: window.from },
    ...composeAnnouncement(template, values, language),
  };
}

/** Those of the mails that go by themselves a day before which are due now. The key keeps them from going twice. */
export function dueBefore(panel: Kept, templates: () => readonly Announcement[], now: number): NewAnnouncement[] {
  return panel.targets.all().flatMap(({ id: targetId }) => {
    const { window, informed } = panel.guides.read(targetId);
    if (!window?.planned || informed.to.length === 0 || informed.off.includes('before')) return [];
    const known = templates();
    const at = beforeGoesAt(window, known);
    if (at === null || now < at || now >= Date.parse(window.from)) return [];
    const { version, by } = window.planned;
    return beforeMail(panel, known, { targetId, version, person: by }) ?? [];
  });
}
