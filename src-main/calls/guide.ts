import { refuse } from '../../src-shared/contract/errors.ts';
import type { AnnouncementRecord, ChosenWindow, PlannedWindow } from '../../src-shared/guide/guide.ts';
import { flatten } from '../../src-shared/history/flatten.ts';
import { changesBetween, packChanges } from '../../src-shared/history/setting-change.ts';
import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import { beforeMail } from '../announcements/before.ts';
import type { AnnouncementClerk } from '../announcements/clerk.ts';
import type { Implementation } from '../contract/implementation.ts';
import type { KeptAnnouncement } from '../panel/announcements.ts';
import { loadRunbook } from '../runbooks/load.ts';
import type { AskTarget } from '../service-api/asking.ts';
import { runbookId } from './deployment.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type GuideCalls = Pick<
  Implementation,
  'guide.read' | 'guide.change' | 'guide.busyHours' | 'announcements.list' | 'announcements.sendBefore'
>;

/** What people arrange around a deployment, and the mails to those who are to know. */
export function guideCalls(surroundings: CallSurroundings, ask: AskTarget, clerk: AnnouncementClerk): GuideCalls {
  const { panel } = surroundings;
  const answer = (targetId: string) => {
    panel.targets.get(targetId);
    const { triggers = [], announcements = [] } = loadRunbook(surroundings.runbooksFolder, runbookId);
    return { guide: panel.guides.read(targetId), triggers, announcements };
  };
  const list = async (targetId: string, about: string, signal: AbortSignal): Promise<AnnouncementRecord[]> => {
    const kept = panel.announcements.about(targetId, about);
    if (!kept.some(({ state }) => state === 'with-pi')) return kept.map((mail) => recordOf(mail, null));
    const path = servicePaths.mailHistory(200, null);
    // The mails are known without the Pi; what became of them, only it can tell.
    const sent = await ask(targetId, { method: 'GET', path, answer: serviceAnswers.mailHistory, signal }).catch(
      () => [],
    );
    return kept.map((mail) => recordOf(mail, sent.find(({ id }) => id === mail.mailId) ?? null));
  };

  return {
    'guide.read': ({ targetId }) => answer(targetId),

    'guide.change': ({ targetId, window, ...change }) => {
      panel.targets.get(targetId);
      const { name: by } = personHere('');
      const chosen = window && planned(window, by, new Date().toISOString());
      const before = flatten(panel.guides.read(targetId));
      const after = flatten(panel.guides.change(targetId, { ...change, window: chosen }));
      const keys = Object.keys(window === undefined ? change : { ...change, window }).join(' ');
      const data = { keys, changes: packChanges(changesBetween(before, after)) };
      panel.audit.add({ action: 'guide-changed', targetId, person: by, data });
      return answer(targetId);
    },

    'guide.busyHours': ({ targetId }, { signal }) =>
      ask(targetId, { method: 'GET', path: servicePaths.busyHours, answer: serviceAnswers.busyHours, signal }),

    'announcements.list': ({ targetId, about }, { signal }) => list(targetId, about, signal),

    'announcements.sendBefore': async ({ targetId, version, person }, { signal }) => {
      const by = personHere(person);
      const mail = beforeMail(panel, answer(targetId).announcements, { targetId, version, person: by.name });
      if (!mail) throw refuse('guide.no-window', {});
      if (mail.to.length === 0) throw refuse('guide.nobody-informed', {});
      clerk.keep(mail);
      await clerk.handOver(targetId);
      const data = { version, recipients: String(mail.to.length) };
      panel.audit.add({ action: 'announced', targetId, person: by.name, data });
      return list(targetId, version, signal);
    },
  };
}

function planned({ from, to, version }: ChosenWindow, by: string, at: string): PlannedWindow {
  return version === undefined ? { from, to } : { from, to, planned: { version, by, at } };
}

function recordOf(
  { mailId: _mailId, targetId: _targetId, happenedAt: _happenedAt, ...mail }: KeptAnnouncement,
  sent: { readonly state: string; readonly handedOverAt: string | null; readonly cause: string | null } | null,
): AnnouncementRecord {
  const same = { ...mail, to: [...mail.to], paragraphs: [...mail.paragraphs], handedOverAt: null };
  if (!sent) return same;
  const { handedOverAt, cause } = sent;
  if (sent.state === 'handed-over') return { ...same, state: 'handed-over', handedOverAt, problem: cause };
  return { ...same, state: sent.state === 'waiting' ? 'with-pi' : 'given-up', problem: cause };
}
