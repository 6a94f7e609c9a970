import type { RunView } from '../bonctl/run-view.ts';
import type { Announcement, AnnouncementValues, Occasion } from '../runbook/announcements.ts';
import type { PlannedWindow } from './guide.ts';

/** A mail that is due. Its key is the same for the same mail, whoever works it out, and however often. */
export interface DueAnnouncement {
  readonly key: string;
  readonly occasion: Occasion;
  /** ISO instant of what it tells of. */
  readonly happenedAt: string;
}

/** That it has begun is no news after two hours, nor after it has ended. */
const startIsNewsMs = 2 * 3_600_000;
/** How it ended is news for a day. */
const endIsNewsMs = 24 * 3_600_000;

/** Which mails a run calls for at an instant. A progress that nobody could send is not made up for: only the newest counts. */
export function dueAnnouncements(view: RunView, templates: readonly Announcement[], now: number): DueAnnouncement[] {
  const began = Date.parse(view.startedAt);
  const due = (occasion: Occasion, at: number, suffix = ''): DueAnnouncement[] =>
    templates.some((template) => template.occasion === occasion)
      ? [{ key: `${view.runId}:${occasion}${suffix}`, occasion, happenedAt: new Date(at).toISOString() }]
      : [];
  if (view.endedAt) {
    const ended = Date.parse(view.endedAt);
    if (now - ended > endIsNewsMs) return [];
    if (view.state === 'rolled-back') return due('rolled-back', ended);
    return view.state === 'confirmed' && view.kind !== 'rollback' ? due('done', ended) : [];
  }
  if (view.kind !== 'deployment') return [];
  const every = templates.find(({ occasion }) => occasion === 'progress')?.every ?? null;
  const count = every === null ? 0 : Math.floor((now - began) / every);
  return [
    ...(now - began <= startIsNewsMs ? due('started', began) : []),
    ...(count > 0 && every !== null ? due('progress', began + count * every, `:${count}`) : []),
  ];
}

/** The same mail that a deployment is planned, whether it goes by itself or a person sends it. */
export function beforeKey(targetId: string, version: string, from: string): string {
  return `${targetId}:${version}:before:${Date.parse(from)}`;
}

/**
 * When the mail that a deployment is planned goes out by itself, in milliseconds since 1970; null if it does not: nothing says
 * how long before, or the time was chosen later than that. Then people were told already, or only a person knows whether they are to be.
 */
export function beforeGoesAt(window: PlannedWindow, templates: readonly Announcement[]): number | null {
  const ahead = templates.find(({ occasion }) => occasion === 'before')?.ahead;
  if (ahead === undefined || !window.planned) return null;
  const at = Date.parse(window.from) - ahead;
  return Date.parse(window.planned.at) <= at ? at : null;
}

/** What the templates may name, of a run at an instant. */
export function valuesOfRun(
  view: RunView,
  words: { readonly pi: string; readonly language: 'de' | 'en'; readonly now: number; readonly before: string },
): AnnouncementValues {
  const { language } = words;
  const steps = view.phases.flatMap((phase) => phase.steps);
  const step = steps.find(({ state }) => state === 'running' || state === 'undoing' || state === 'failed');
  const end = view.endedAt ? Date.parse(view.endedAt) : words.now;
  const isBack = view.kind === 'rollback';
  return {
    pi: words.pi,
    version: (isBack ? view.previousVersion : view.version) ?? '',
    previous: (isBack ? view.version : view.previousVersion) ?? words.before,
    when: whenInWords(view.startedAt, language),
    step: step ? step.title[language] : view.title[language],
    minutes: String(Math.max(1, Math.round((end - Date.parse(view.startedAt)) / 60_000))),
    person: view.by.name || view.by.pc,
    result: '',
  };
}

/** `Mi., 25. November, 14:00` by this computer's clock. */
export function whenInWords(at: string, language: 'de' | 'en'): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
  }).format(new Date(at));
}
