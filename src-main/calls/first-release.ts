import type { Decision } from '../../src-shared/bonctl/run.ts';
import { foldEntry, type RunView } from '../../src-shared/bonctl/run-view.ts';
import { refuse } from '../../src-shared/contract/errors.ts';
import { forEngine } from '../../src-shared/runbook/schema.ts';
import { loadRunbook } from '../runbooks/load.ts';
import { runbookId } from './deployment.ts';
import { followRun } from './follow-run.ts';
import { onTarget } from './on-target.ts';
import { personHere } from './person.ts';
import { settingsToSend } from './settings.ts';
import type { CallSurroundings } from './surroundings.ts';

/** Milliseconds that a first release may take; usually it is five seconds. */
const deadlineMs = 240_000;

/**
 * Deploys the previous release to a practice Pi that has none and confirms it, by the same run that a person will start
 * next: so that there is something to return to. Throws `practice.cannot-start`.
 */
export async function deployFirstRelease(surroundings: CallSurroundings, targetId: string): Promise<void> {
  const { bonctl, connections, panel, payloads, practice } = surroundings;
  const signal = AbortSignal.timeout(deadlineMs);
  const status = await onTarget(surroundings, targetId, 'status', {}, signal);
  if (status.current !== null && status.activeRun === null) return;

  const start = async () => {
    const target = panel.targets.get(targetId);
    const manifest = payloads.manifest('practice', 'wix-printer-service-previous');
    await bonctl.upload(await connections.get(targetId), target, manifest, () => {}, signal);
    const runbook = loadRunbook(surroundings.runbooksFolder, runbookId);
    const settings = settingsToSend(runbook, {}, status.settings, practice.running().settings);
    const request = {
      kind: 'deployment',
      runbook: forEngine(runbook),
      manifest,
      settings,
      by: personHere(''),
    } as const;
    return (await onTarget(surroundings, targetId, 'run.start', request, signal)).runId;
  };
  await bringToItsEnd(surroundings, targetId, status.activeRun ?? (await start()), signal);
}

/** Answers what a run asks, confirms it, and waits for its end. A failed step is not answered: the practice says so. */
async function bringToItsEnd(
  surroundings: CallSurroundings,
  targetId: string,
  runId: string,
  signal: AbortSignal,
): Promise<void> {
  const { bonctl, connections, panel } = surroundings;
  const ended = new AbortController();
  let view: RunView | null = null;
  let decidedAt = 0;

  const decide = async (decision: Decision) => {
    const request = { runId, decision, by: personHere('') };
    const target = panel.targets.get(targetId);
    await connections.withFresh(targetId, (host) => bonctl.call(host, target, 'run.decide', request, signal));
  };
  const failed = (problem: string) => ended.abort(refuse('practice.cannot-start', { problem }, { retry: 'now' }));

  const react = () => {
    const decision = view && decisionFor(view);
    if (!view || !decision || decidedAt === view.lastSeq) return;
    decidedAt = view.lastSeq;
    if (decision === 'failed') failed(problemOf(view));
    else decide(decision).catch((error: unknown) => failed(String(error)));
  };

  const follow = { targetId, runId, fromSeq: 1 };
  await followRun(
    surroundings,
    follow,
    (event) => {
      if (event.kind !== 'entries') return;
      for (const entry of event.entries) view = foldEntry(view, entry);
      react();
    },
    AbortSignal.any([signal, ended.signal]),
  );
  if (ended.signal.aborted) throw ended.signal.reason;
  const state = (view as RunView | null)?.state ?? 'created';
  if (state !== 'confirmed')
    throw refuse('practice.cannot-start', { problem: `the first run ended as ${state}` }, { retry: 'now' });
}

function decisionFor(view: RunView): Decision | 'failed' | null {
  if (view.state === 'confirming') return { choice: 'confirm' };
  if (view.state !== 'asking' || !view.question) return null;
  return view.question.kind === 'ask' ? { choice: 'answer', yes: true, note: 'practice' } : 'failed';
}

function problemOf(view: RunView): string {
  const step = view.phases.flatMap(({ steps }) => steps).find(({ id }) => id === view.question?.step);
  const error = step?.error;
  const output = step?.output.slice(-5).join(' ') ?? '';
  return `${step?.id}: ${error ? `${error.code} ${JSON.stringify(error.data)} ${error.cause ?? ''}` : ''} ${output}`.slice(
    0,
    1000,
  );
}
