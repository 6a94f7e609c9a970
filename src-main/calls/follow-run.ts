import type { EventOf } from '../../src-shared/contract/contract.ts';
import { Refusal } from '../../src-shared/contract/errors.ts';
import { createBackOff, pause } from '../connections/back-off.ts';
import type { CallSurroundings } from './surroundings.ts';

/** Refusals that only say that the target cannot be reached now. */
const passing = /^(connection\.|bonctl\.bad-answer$)/;
/** Milliseconds for which lines are gathered into one batch: a quarter of what a person notices. */
const gatherMs = 25;

/**
 * Follows a run's journal from a number on and mirrors it. What is mirrored already is told at once, even if the target
 * cannot be reached; then the target's own lines follow, over as many connections as it takes. Returns after the last entry
 * of an ended run, or when the signal is aborted; throws what more attempts would not change.
 */
export async function followRun(
  surroundings: Pick<CallSurroundings, 'panel' | 'connections' | 'bonctl'>,
  from: { readonly targetId: string; readonly runId: string; readonly fromSeq: number },
  emit: (event: EventOf<'run.follow'>) => void,
  signal: AbortSignal,
): Promise<void> {
  const { panel, connections, bonctl } = surroundings;
  const { targetId, runId } = from;
  const target = panel.targets.get(targetId);
  const backOff = createBackOff();
  let toldSeq = from.fromSeq - 1;
  let connection: 'live' | 'lost' | null = null;

  const tellMirrored = () => {
    const entries = panel.journals.entries(targetId, runId, toldSeq + 1);
    toldSeq = entries.at(-1)?.seq ?? toldSeq;
    if (entries.length > 0) emit({ kind: 'entries', entries });
  };
  const tellConnection = (state: 'live' | 'lost') => {
    if (connection === state) return;
    connection = state;
    emit({ kind: 'connection', state, since: new Date().toISOString() });
  };

  tellMirrored();
  while (!signal.aborted) {
    try {
      const host = await connections.get(targetId);
      tellConnection('live');
      // Another who follows the same run may have mirrored lines that were never told here.
      tellMirrored();
      const fromSeq = panel.journals.lastSeq(targetId, runId) + 1;
      const gathered = gather((lines) => {
        panel.journals.mirror(targetId, runId, lines);
        backOff.reset();
        if (!signal.aborted) tellMirrored();
      });
      const { ended } = await bonctl
        .follow(host, target, { runId, fromSeq }, gathered.add, AbortSignal.any([signal, gathered.failed]))
        .finally(gathered.flush);
      if (ended) {
        tellMirrored();
        return;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof Refusal) || !passing.test(error.error.code)) throw error;
    }
    if (signal.aborted) return;
    tellConnection('lost');
    await pause(backOff.next(), signal);
  }
}

/** Hands lines on in batches. What `handle` throws aborts `failed` and is thrown again by `flush`. */
function gather(handle: (lines: string[]) => void) {
  const failure = new AbortController();
  let lines: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  const handOn = () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = lines;
    lines = [];
    if (batch.length > 0) handle(batch);
  };
  return {
    failed: failure.signal,
    add: (line: string) => {
      if (failure.signal.aborted) return;
      lines.push(line);
      timer ??= setTimeout(() => {
        try {
          handOn();
        } catch (error) {
          failure.abort(error);
        }
      }, gatherMs);
    },
    flush: () => {
      if (failure.signal.aborted) throw failure.signal.reason;
      handOn();
    },
  };
}
