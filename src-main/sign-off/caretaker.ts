import { viewOf } from '../../src-shared/bonctl/run-view.ts';
import { Refusal } from '../../src-shared/contract/errors.ts';
import { type Announcement, composeAnnouncement } from '../../src-shared/runbook/announcements.ts';
import type { AfterCareRules, Look } from '../../src-shared/runbook/sign-off.ts';
import { type AfterCareView, isGood, looksAt } from '../../src-shared/sign-off/after-care.ts';
import type { SignOffDocument } from '../../src-shared/sign-off/document.ts';
import { type AssessedCriterion, assessCriteria } from '../../src-shared/sign-off/evaluate.ts';
import { targetInWords, valueInWords } from '../../src-shared/sign-off/words.ts';
import { texts } from '../../src-shared/texts/index.ts';
import type { AnnouncementClerk } from '../announcements/clerk.ts';
import { createAnnouncer } from '../panel/announcer.ts';
import type { Panel } from '../panel/panel.ts';
import type { AskTarget } from '../service-api/asking.ts';
import { readServiceFigures } from './figures.ts';

export interface CaretakerParts {
  readonly panel: Pick<Panel, 'targets' | 'journals' | 'signOffs' | 'afterCare' | 'guides' | 'audit'>;
  readonly ask: AskTarget;
  /** The looks that the runbook of a run asks for; null if it asks for none. */
  rulesOf(run: { readonly targetId: string; readonly runId: string }): AfterCareRules | null;
  templates(): readonly Announcement[];
  readonly keep: AnnouncementClerk['keep'];
  now(): number;
  report(what: string, error: unknown): void;
  /** Milliseconds between two looks at what is due. */
  readonly everyMs: number;
}

/**
 * Looks after a signed run when the time has come: measures, writes down, tells those who are to know. A service that does not answer is
 * asked again until it does; a PC that was off measures when it is on again, of all the time since the run.
 */
export function createCaretaker(parts: CaretakerParts) {
  const { panel, now } = parts;
  const changes = createAnnouncer();
  const stopping = new AbortController();
  let looking: Promise<void> | null = null;

  const signedRuns = (targetId: string): SignOffDocument[] =>
    panel.signOffs
      .documentsOf(targetId)
      .filter(({ run }) => run.kind === 'deployment' && run.outcome === 'confirmed')
      .sort((one, other) => other.run.startedAt.localeCompare(one.run.startedAt));

  /** When another version took over; null while it is the one that runs. */
  const overtakenAt = (targetId: string, { run }: SignOffDocument): number | null => {
    for (const runId of panel.journals.runs(targetId)) {
      const later = viewOf(panel.journals.entries(targetId, runId));
      if (!later?.endedAt || Date.parse(later.startedAt) <= Date.parse(run.startedAt)) continue;
      if (later.kind === 'deployment' ? later.state === 'confirmed' : later.state === 'rolled-back')
        return Date.parse(later.endedAt);
    }
    return null;
  };

  const careOf = (targetId: string): { view: AfterCareView; rules: AfterCareRules; document: SignOffDocument }[] =>
    signedRuns(targetId).flatMap((document) => {
      const about = { targetId, runId: document.run.id };
      const rules = parts.rulesOf(about);
      if (!rules) return [];
      const run = {
        endedAt: Date.parse(document.run.endedAt),
        overtakenAt: overtakenAt(targetId, document),
        results: panel.afterCare.of(about),
      };
      const view = { runId: document.run.id, version: document.run.version, looks: looksAt(rules, run, now()) };
      return [{ view, rules, document }];
    });

  const lookAfter = async (targetId: string): Promise<void> => {
    for (const { view, rules, document } of careOf(targetId)) {
      // of two that are due, the later one tells all that the earlier could
      const due = view.looks.filter(({ state }) => state === 'due');
      if (due.length === 0) continue;
      const { startedAt, endedAt } = document.run;
      const span = { since: Date.parse(startedAt), until: Date.parse(endedAt) };
      const measures = await readServiceFigures(parts.ask, targetId, span, stopping.signal, now);
      if (stopping.signal.aborted) return;
      const found = assessCriteria(rules.criteria, measures);
      if (found.some(isSilent)) return;
      for (const { look } of due) {
        if (!panel.afterCare.add({ targetId, runId: view.runId }, look.id, found)) continue;
        const missed = found.filter((one) => !isGood([one])).map(({ criterion }) => criterion.id);
        panel.audit.add({
          ...{ action: 'looked-after', targetId, person: '' },
          data: { runId: view.runId, look: look.id, missed: missed.join(' ') },
        });
      }
      const last = due.at(-1);
      if (last) tell(targetId, document, last.look, found);
      changes.announce();
    }
  };

  const tell = (
    targetId: string,
    { run }: SignOffDocument,
    look: Omit<Look, 'after'>,
    found: readonly AssessedCriterion[],
  ) => {
    const { to, off, language } = panel.guides.read(targetId).informed;
    const template = parts.templates().find(({ occasion }) => occasion === 'after-care');
    if (!template || to.length === 0 || off.includes('after-care')) return;
    const happenedAt = new Date(now()).toISOString();
    const words = {
      ...{ pi: panel.targets.get(targetId).name, version: run.version ?? '', previous: run.previousVersion ?? '' },
      ...{
        when: '',
        step: look.title[language],
        minutes: '',
        person: run.by.name,
        result: resultWords(found, language),
      },
    };
    parts.keep({
      ...{ key: `${run.id}:after-care:${look.id}`, targetId, about: run.id, occasion: 'after-care', to, happenedAt },
      ...composeAnnouncement(template, words, language),
    });
  };

  const look = (): Promise<void> => {
    looking ??= (async () => {
      for (const { id } of panel.targets.all()) {
        if (stopping.signal.aborted) return;
        await lookAfter(id);
      }
    })()
      .catch((error) => {
        if (!(error instanceof Refusal)) parts.report('after-care', error);
      })
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  const tick = setInterval(() => void look(), parts.everyMs);
  tick.unref();

  return {
    /** The looks after each signed run of a Pi, the newest run first. */
    read: (targetId: string): AfterCareView[] => careOf(targetId).map(({ view }) => view),
    /** Looks at once at what is due; resolves when it was tried. */
    look,
    /** Something was measured, signed or said. */
    changed: changes.announce,
    listen: changes.listen,
    stop: async () => {
      stopping.abort();
      clearInterval(tick);
      await looking;
    },
  };
}
export type Caretaker = ReturnType<typeof createCaretaker>;

function isSilent({ measured }: AssessedCriterion): boolean {
  return measured.state === 'unknown' && measured.reason === 'service-silent';
}

/** All as it should be, or what is not, in one paragraph. */
function resultWords(found: readonly AssessedCriterion[], language: 'de' | 'en'): string {
  const text = texts[language].signOff;
  const missed = found.filter((one) => !isGood([one]));
  if (missed.length === 0) return text.afterCare.mailGood;
  const lines = missed.map(({ criterion, measured }) => {
    const value =
      measured.state === 'measured'
        ? valueInWords(measured.value, criterion.unit, language)
        : text.reason[measured.state === 'unknown' ? measured.reason : 'not-happened'];
    const target = text.direction[criterion.direction].replace('{{value}}', targetInWords(criterion, language));
    return `${criterion.title[language]}: ${value} (${text.target}: ${target}).`;
  });
  return [text.afterCare.mailAsks, ...lines].join(' ');
}
