import type { JournalEntry } from '../../src-shared/bonctl/run.ts';
import { foldEntry, type RunView } from '../../src-shared/bonctl/run-view.ts';
import { Refusal } from '../../src-shared/contract/errors.ts';
import { dueAnnouncements, valuesOfRun } from '../../src-shared/guide/due-announcements.ts';
import { restoreAnnouncements } from '../../src-shared/guide/restore-announcements.ts';
import { type Announcement, composeAnnouncement, type Occasion } from '../../src-shared/runbook/announcements.ts';
import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import { texts } from '../../src-shared/texts/index.ts';
import type { KeptAnnouncement } from '../panel/announcements.ts';
import type { Panel } from '../panel/panel.ts';
import type { AskTarget } from '../service-api/asking.ts';
import { dueBefore, type NewAnnouncement } from './before.ts';

/** How long a mail may wait on this PC until it is no news any more. What is planned is news until it begins. */
const newsForMs: Record<Exclude<Occasion, 'before'>, number> = {
  started: 2 * 3_600_000,
  progress: 15 * 60_000,
  done: 24 * 3_600_000,
  'rolled-back': 24 * 3_600_000,
  'after-care': 24 * 3_600_000,
};

function newsUntil({ occasion, happenedAt, createdAt }: KeptAnnouncement): number {
  return occasion === 'before' ? Date.parse(happenedAt) : Date.parse(createdAt) + newsForMs[occasion];
}

export interface AnnouncementClerk {
  /** Tells those who are to know of a run that was begun here, until it has ended. */
  watch(targetId: string, runId: string): void;
  /** Keeps a mail and asks the Pi to take it, now or when it can. */
  keep(mail: NewAnnouncement): void;
  /** Hands over what waits for a target; resolves when it was tried. */
  handOver(targetId: string): Promise<void>;
  stop(): Promise<void>;
}

export interface ClerkParts {
  readonly panel: Pick<Panel, 'announcements' | 'guides' | 'targets'>;
  readonly ask: AskTarget;
  /** Follows a run's journal to its end. */
  follow(
    targetId: string,
    runId: string,
    onEntries: (entries: JournalEntry[]) => void,
    signal: AbortSignal,
  ): Promise<void>;
  templates(): readonly Announcement[];
  readonly computer: string;
  now(): number;
  report(what: string, error: unknown): void;
  /** Milliseconds between two looks at what is due and what waits. */
  readonly everyMs: number;
}

/**
 * Writes mails down before it asks the Pi to send them, and asks again until the Pi has them: while the service is being
 * switched they wait here. The key makes that safe: the Pi's outbox takes each once.
 */
export function createAnnouncementClerk(parts: ClerkParts): AnnouncementClerk {
  const { panel, now } = parts;
  const watched = new Map<string, { readonly targetId: string; view: RunView | null }>();
  const handing = new Map<string, Promise<void>>();
  const stopping = new AbortController();

  const keep: AnnouncementClerk['keep'] = (mail) => {
    if (!panel.announcements.add({ ...mail, createdAt: new Date(now()).toISOString() })) return;
    void handOver(mail.targetId);
  };
  const look = ({ targetId, view }: { targetId: string; view: RunView | null }) => {
    if (!view || view.by.pc !== parts.computer) return;
    if (view.state === 'confirmed' && view.kind === 'deployment') forgetPlan(targetId, view.version);
    const { to, off, language } = panel.guides.read(targetId).informed;
    if (to.length === 0) return;
    const templates = view.kind === 'restore' ? restoreAnnouncements : parts.templates();
    const before = texts[language].run.stateBefore;
    const values = valuesOfRun(view, { pi: panel.targets.get(targetId).name, language, now: now(), before });
    for (const { key, occasion, happenedAt } of dueAnnouncements(view, templates, now())) {
      const template = templates.find((one) => one.occasion === occasion);
      if (!template || off.includes(occasion)) continue;
      const { subject, paragraphs } = composeAnnouncement(template, values, language);
      keep({ key, targetId, about: view.runId, occasion, to, subject, paragraphs, happenedAt });
    }
  };
  /** What was planned is done: nobody is to be told or reminded of it any more. */
  const forgetPlan = (targetId: string, version: string | null) => {
    const { window } = panel.guides.read(targetId);
    if (window?.planned && window.planned.version === version) panel.guides.change(targetId, { window: null });
  };
  const handOver = (targetId: string): Promise<void> => {
    const running = handing.get(targetId);
    if (running) return running;
    const work = handOverAll(targetId)
      .catch((error) => parts.report('announcements', error))
      .finally(() => handing.delete(targetId));
    handing.set(targetId, work);
    return work;
  };
  const handOverAll = async (targetId: string): Promise<void> => {
    for (const mail of panel.announcements.waiting(targetId)) {
      if (stopping.signal.aborted) return;
      if (now() > newsUntil(mail)) {
        panel.announcements.tried(mail.key, { state: 'given-up', mailId: null, problem: mail.problem });
        continue;
      }
      const { key, to, subject, paragraphs, happenedAt } = mail;
      try {
        const { mailId } = await parts.ask(targetId, {
          ...{ method: 'POST', path: servicePaths.mailAnnounce, answer: serviceAnswers.mailAnnounce },
          ...{ body: { key, to, subject, paragraphs, happenedAt }, signal: stopping.signal },
        });
        if (!stopping.signal.aborted) panel.announcements.tried(key, { state: 'with-pi', mailId, problem: null });
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (!(error instanceof Refusal)) throw error;
        panel.announcements.tried(key, { state: 'waiting', mailId: null, problem: error.error.code });
        // What one cannot hand over now, one cannot the next either.
        return;
      }
    }
  };

  const tick = setInterval(() => {
    try {
      for (const run of watched.values()) look(run);
      for (const mail of dueBefore(panel, parts.templates, now())) keep(mail);
      for (const targetId of panel.announcements.targetsThatWait()) void handOver(targetId);
    } catch (error) {
      parts.report('announcements', error);
    }
  }, parts.everyMs);
  tick.unref();

  return {
    keep,
    handOver,
    watch(targetId, runId) {
      if (watched.has(runId) || stopping.signal.aborted) return;
      const run = { targetId, view: null as RunView | null };
      watched.set(runId, run);
      const hear = (entries: JournalEntry[]) => {
        for (const entry of entries) run.view = foldEntry(run.view, entry);
        look(run);
      };
      parts
        .follow(targetId, runId, hear, stopping.signal)
        .catch((error) => {
          if (!(error instanceof Refusal)) parts.report('announcements', error);
        })
        .finally(() => watched.delete(runId));
    },
    async stop() {
      stopping.abort();
      clearInterval(tick);
      await Promise.all(handing.values());
    },
  };
}
