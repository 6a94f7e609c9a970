import type { JournalEntry } from '../../src-shared/bonctl/run.ts';
import { viewOf } from '../../src-shared/bonctl/run-view.ts';
import { refuse } from '../../src-shared/contract/errors.ts';
import type { SignOffRules } from '../../src-shared/runbook/sign-off.ts';
import { composeDocument, type SignOffDocument } from '../../src-shared/sign-off/document.ts';
import { assessCriteria } from '../../src-shared/sign-off/evaluate.ts';
import { incidentsOf } from '../../src-shared/sign-off/incidents.ts';
import { measureRun } from '../../src-shared/sign-off/measure-run.ts';
import { followRun } from '../calls/follow-run.ts';
import type { CallSurroundings } from '../calls/surroundings.ts';
import { loadRunbook } from '../runbooks/load.ts';
import type { AskTarget } from '../service-api/asking.ts';
import { readServiceFigures } from './figures.ts';

export interface AboutRun {
  readonly targetId: string;
  readonly runId: string;
}

/** Milliseconds for what the mirror lacks of an ended run's journal. */
const catchUpMs = 4_000;

type Mirror = Pick<CallSurroundings, 'panel' | 'connections' | 'bonctl'>;

/** What is signed: the runbook's rules for a run that has ended, and its whole journal. Refuses as `signOff.read` says. */
export async function endedRun(
  surroundings: Mirror & Pick<CallSurroundings, 'runbooksFolder'>,
  about: AboutRun,
  signal: AbortSignal,
) {
  const { panel } = surroundings;
  const mirrored = () => panel.journals.entries(about.targetId, about.runId);
  if (!hasEnded(mirrored())) {
    const soon = AbortSignal.any([signal, AbortSignal.timeout(catchUpMs)]);
    await followRun(surroundings, { ...about, fromSeq: 1 }, () => {}, soon);
  }
  const entries = mirrored();
  const view = viewOf(entries);
  if (!view) throw refuse('run.unknown', { runId: about.runId });
  const { state, endedAt } = view;
  if (!endedAt || (state !== 'confirmed' && state !== 'rolled-back'))
    throw refuse('sign-off.not-ended', { runId: about.runId, state });
  return { entries, view: { ...view, endedAt, state }, rules: rulesOf(surroundings.runbooksFolder, entries) };
}

/** What was measured of a run and of the service since, and when. */
export type Measurement = Pick<SignOffDocument, 'measuredAt' | 'criteria'>;

/** Puts together what is to be signed, by what was measured before; measures now where nothing was. */
export async function composeSignOff(
  surroundings: Mirror & Pick<CallSurroundings, 'runbooksFolder'>,
  ask: AskTarget,
  about: AboutRun,
  signal: AbortSignal,
  before?: Measurement,
): Promise<SignOffDocument> {
  const { panel } = surroundings;
  const { entries, view, rules } = await endedRun(surroundings, about, signal);
  const measure = async (): Promise<Measurement> => {
    const span = { since: Date.parse(view.startedAt), until: Date.parse(view.endedAt) };
    const found = { ...measureRun(entries), ...(await readServiceFigures(ask, about.targetId, span, signal)) };
    return { measuredAt: new Date().toISOString(), criteria: assessCriteria(rules.criteria, found) };
  };
  const { measuredAt, criteria } = before ?? (await measure());
  const seq = entries.at(-1)?.seq ?? 0;
  const hash = panel.journals.hashUpTo(about.targetId, about.runId, seq);
  if (!hash) throw refuse('run.journal-damaged', { runId: about.runId, line: seq });
  const answers = panel.answers.newest(answersAbout(about));
  return composeDocument({
    target: { id: about.targetId, name: panel.targets.get(about.targetId).name },
    run: {
      id: about.runId,
      kind: view.kind,
      title: view.title,
      version: view.version,
      previousVersion: view.previousVersion,
      by: view.by,
      startedAt: view.startedAt,
      endedAt: view.endedAt,
      outcome: view.state,
    },
    journal: { seq, hash },
    measuredAt,
    criteria,
    questions: rules.verification.map((question) => ({
      question,
      answer: answers.find(({ item }) => item === question.id) ?? null,
    })),
    incidents: incidentsOf(entries),
    notes: panel.deviations.newest(about),
    roles: rules.roles,
  });
}

/** Under which name answers about a run are kept. */
export function answersAbout({ targetId, runId }: AboutRun): { targetId: string; subject: string } {
  return { targetId, subject: `run ${runId}` };
}

/** Refuses with `sign-off.not-asked` where a run's runbook has no sign-off. */
export function rulesOf(folder: string, entries: readonly JournalEntry[]): SignOffRules {
  const first = entries[0];
  const id = first?.type === 'run-created' ? first.runbook.id : '';
  // the journal keeps what the engine needs of a runbook; what is between people is in the file
  const { signOff } = loadRunbook(folder, id);
  if (!signOff) throw refuse('sign-off.not-asked', { runbook: id });
  return signOff;
}

function hasEnded(entries: readonly JournalEntry[]): boolean {
  return (viewOf(entries)?.endedAt ?? null) !== null;
}
