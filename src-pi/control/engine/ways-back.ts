import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../../src-shared/bonctl/places.ts';
import { finalRunStates, type RunSummary } from '../../../src-shared/bonctl/run.ts';
import { entriesOf, runSummaries } from '../journal/run-folder.ts';
import type { Machine } from '../machine.ts';
import { currentVersion, releaseFolder } from '../releases/releases.ts';

/** The run that a rollback would take back: the first of {@link runsToUndo}, or null. */
export function runToUndo(machine: Machine): string | null {
  return runsToUndo(machine)[0] ?? null;
}

/**
 * The confirmed deployments that can be taken back one after the other, the next one first: each is live once those before it are
 * undone, was not undone yet, and followed a release that is still here or the older service.
 */
export function runsToUndo(machine: Machine): string[] {
  const runs = runSummaries(machine);
  const undone = new Set(
    runs
      .filter((run) => run.kind === 'rollback' && run.state === 'rolled-back')
      .map((run) => undoneBy(machine, run.runId)),
  );
  const confirmed = runs.filter(
    (run) => run.kind === 'deployment' && run.state === 'confirmed' && !undone.has(run.runId),
  );
  const chain: string[] = [];
  let live = currentVersion({ machine, place: places.service });
  for (const run of confirmed.reverse()) {
    if (run.version !== live || !leadsBack(machine, run)) break;
    chain.push(run.runId);
    live = run.previousVersion;
  }
  return chain;
}

/** The runs whose folders and earlier settings somebody may still need: to go back, to go on, or to find out what went wrong last. */
export function neededRuns(machine: Machine): ReadonlySet<string> {
  const runs = runSummaries(machine);
  const open = runs.filter(({ state }) => !finalRunStates.includes(state)).map(({ runId }) => runId);
  const stuck = runs.at(-1)?.state === 'needs-person' ? [runs.at(-1)?.runId] : [];
  const needed = [...open, ...stuck].flatMap((runId) => (runId ? [runId, undoneBy(machine, runId)] : []));
  return new Set([...runsToUndo(machine), ...needed].filter((runId) => runId !== null));
}

/** Did this run take the place of the older service? Then its way back leads there. */
export function tookOver(machine: Machine, runId: string): boolean {
  return entriesOf(machine, runId).some(
    (entry) => entry.type === 'step-started' && !entry.forUndo && entry.memory.found === 'old-service',
  );
}

function undoneBy(machine: Machine, runId: string): string | null {
  const first = entriesOf(machine, runId)[0];
  return first?.type === 'run-created' ? first.undoes : null;
}

function leadsBack(machine: Machine, { runId, previousVersion }: RunSummary): boolean {
  if (previousVersion === null) return tookOver(machine, runId);
  const folder = releaseFolder({ machine, place: places.service }, previousVersion);
  return existsSync(join(folder, 'manifest.json'));
}
