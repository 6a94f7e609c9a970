import { viewOf } from '../../src-shared/bonctl/run-view.ts';
import type { BonwartError } from '../../src-shared/contract/errors.ts';
import { Refusal, refuse } from '../../src-shared/contract/errors.ts';
import { filterHistory } from '../../src-shared/history/filter.ts';
import { historyTable } from '../../src-shared/history/table.ts';
import { spoken, texts } from '../../src-shared/texts/index.ts';
import type { Implementation } from '../contract/implementation.ts';
import { auditOf, gatherHistory } from '../history/gather.ts';
import { runForComparison } from '../history/run-for-comparison.ts';
import { fileNameFor } from '../saving/save-file.ts';
import { followRun } from './follow-run.ts';
import { onTarget } from './on-target.ts';
import type { CallSurroundings } from './surroundings.ts';

type HistoryCalls = Pick<Implementation, 'history.list' | 'history.run' | 'history.export'>;

/** A Pi that is away is not waited for longer: the rest of the history is on this PC. */
const piMs = 12_000;

/** The history of a target: listed, one run of it in full, written into a file. */
export function historyCalls(surroundings: CallSurroundings): HistoryCalls {
  const { panel } = surroundings;
  const list = async (targetId: string, signal: AbortSignal) => {
    const { runs, silent } = await runsOf(surroundings, targetId, signal);
    return { ...gatherHistory(panel, targetId, runs), silent };
  };

  return {
    'history.list': ({ targetId }, { signal }) => list(targetId, signal),

    'history.run': async ({ targetId, runId }, { signal }) => {
      await mirrorRun(surroundings, targetId, runId, AbortSignal.any([signal, AbortSignal.timeout(piMs)]));
      const view = viewOf(panel.journals.entries(targetId, runId));
      if (!view) throw refuse('run.unknown', { runId });
      return runForComparison(view, auditOf(panel, targetId));
    },

    'history.export': async ({ targetId, filter, language, format }, { signal }) => {
      const { name } = panel.targets.get(targetId);
      const now = Date.now();
      const { entries, silent, isCut } = await list(targetId, signal);
      const found = filterHistory(entries, filter, spoken[language], now);
      const about = { format: 1, exportedAt: new Date(now).toISOString(), target: { id: targetId, name }, filter };
      const complete = { piAnswered: silent === null, isCut };
      const text =
        format === 'csv'
          ? historyTable(found, language)
          : `${JSON.stringify({ ...about, ...complete, entries: found }, null, 2)}\n`;
      return surroundings.saveFile(
        {
          fileName: fileNameFor(texts[language].history.fileName, name, now, format),
          mediaType: format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json',
          bytes: Buffer.from(text),
        },
        signal,
      );
    },
  };
}

/** The Pi's own list of runs, or why it did not tell. */
export async function runsOf(surroundings: CallSurroundings, targetId: string, signal: AbortSignal) {
  surroundings.panel.targets.get(targetId);
  const soon = AbortSignal.any([signal, AbortSignal.timeout(piMs)]);
  const silent = new Promise<BonwartError>((resolve) =>
    soon.addEventListener('abort', () => resolve(timeoutOf(surroundings, targetId)), { once: true }),
  );
  const told = onTarget(surroundings, targetId, 'run.list', {}, soon).catch((error: unknown) => {
    if (error instanceof Refusal) return error.error;
    throw error;
  });
  const answer = await Promise.race([told, silent]);
  return Array.isArray(answer) ? { runs: answer, silent: null } : { runs: [], silent: answer };
}

function timeoutOf({ panel }: CallSurroundings, targetId: string): BonwartError {
  const { address } = panel.targets.get(targetId);
  return refuse('connection.timeout', { address, seconds: piMs / 1000 }, { retry: 'now' }).error;
}

/**
 * Fetches what the mirror lacks of a run's journal. Of a run that goes on it is what there is when the signal ends; one that is mirrored to
 * its end is not asked for again. A Pi that does not answer changes nothing.
 */
export async function mirrorRun(
  surroundings: CallSurroundings,
  targetId: string,
  runId: string,
  signal: AbortSignal,
): Promise<void> {
  const entries = surroundings.panel.journals.entries(targetId, runId);
  if (viewOf(entries)?.endedAt) return;
  const end = new AbortController();
  const stop = AbortSignal.any([signal, end.signal]);
  const stopped = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
  const fetched = followRun(
    surroundings,
    { targetId, runId, fromSeq: entries.length + 1 },
    // out of sight: what is mirrored has to do
    (event) => event.kind === 'connection' && event.state === 'lost' && end.abort(),
    stop,
  ).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
  await Promise.race([fetched, stopped]);
}
