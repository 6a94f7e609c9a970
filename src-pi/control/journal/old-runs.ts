import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finalRunStates, type RunState } from '../../../src-shared/bonctl/run.ts';
import { removeDurably } from '../files/durable.ts';
import type { Machine } from '../machine.ts';
import { runFile, runIds, runSummaries, timeOf } from './run-folder.ts';

/** A failed run can be looked into for so long. */
const keptMs = 30 * 24 * 3_600_000;
/** So many are kept however old they are. */
const keptRuns = 20;
/** A card with many old ones is cleared little by little. */
const mostAtOnce = 50;
/** All together they take so much of the card; one run of today takes 0.2 MB, and none more than some 5 MB (`engine/output.ts`). */
export const mostBytes = 200_000_000;

interface Limits {
  readonly now: number;
  readonly mostBytes: number;
}

/**
 * Removes journals that are of no use on the machine any more; the panel keeps its mirror of them. Kept are those of the last 30
 * days, the last 20, the newest confirmed one, those in `needed`, and every run that has not ended. A journal that cannot be
 * read is evidence, and stays until it is old as any other. Only where they take more room than `mostBytes`, younger ones go too: first
 * the ones that ended well, then the failed ones, the oldest first.
 *
 * @param needed runs that can still be taken back, or are looked into.
 * @returns the runs that were removed.
 */
export function removeOldRuns(machine: Machine, needed: ReadonlySet<string>, limits: Partial<Limits> = {}): string[] {
  const { now, mostBytes: most } = { now: Date.now(), mostBytes, ...limits };
  const all = runIds(machine);
  const states = new Map(runSummaries(machine).map(({ runId, state }) => [runId, state] as const));
  const kept = new Set([
    ...all.slice(-keptRuns),
    ...all.filter((runId) => isOpen(states.get(runId))),
    all.findLast((runId) => states.get(runId) === 'confirmed'),
    ...needed,
  ]);
  const free = all.filter((runId) => !kept.has(runId));
  const old = free.filter((runId) => now - timeOf(runId) > keptMs);
  const young = free.filter((runId) => !old.includes(runId));
  const well = (runId: string) => states.get(runId) === 'confirmed';
  const inTurn = [...young.filter(well), ...young.filter((runId) => !well(runId))];
  const removed = [...old, ...tooMany(machine, all, old, inTurn, most)].slice(0, mostAtOnce);
  for (const runId of removed) removeDurably(runFile(machine, runId));
  return removed;
}

function isOpen(state: RunState | undefined): boolean {
  return state !== undefined && !finalRunStates.includes(state);
}

/** Those of `inTurn` that must go so that the rest, without `gone`, has room. */
function tooMany(machine: Machine, all: string[], gone: string[], inTurn: string[], most: number): string[] {
  const sizes = new Map(all.filter((runId) => !gone.includes(runId)).map((runId) => [runId, sizeOf(machine, runId)]));
  let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return inTurn.filter((runId) => {
    if (total <= most) return false;
    total -= sizes.get(runId) ?? 0;
    return true;
  });
}

/** Bytes of all that lies in a run's folder. */
function sizeOf(machine: Machine, runId: string): number {
  const folder = runFile(machine, runId);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
}
