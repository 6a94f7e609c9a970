import { mkdirSync } from 'node:fs';
import { places } from '../../../src-shared/bonctl/places.ts';
import type { JournalEvent, RunRequest } from '../../../src-shared/bonctl/run.ts';
import { viewOf } from '../../../src-shared/bonctl/run-view.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { storedBackups } from '../backups/backups.ts';
import { writeDurably } from '../files/durable.ts';
import { armGuard, readGuard } from '../guard/guard-state.ts';
import { openJournal } from '../journal/journal.ts';
import { entriesOf, journalFile, newRunId, runFile, runIds, runSummaries } from '../journal/run-folder.ts';
import { releaseLease, takeLease } from '../lock/lease.ts';
import type { Machine } from '../machine.ts';
import { currentVersion, manifestOf } from '../releases/releases.ts';
import { restoringRelease } from '../restore/restore-program.ts';
import { restoreRunbook } from '../restore/restore-runbook.ts';
import { lastRunCleared } from './last-run-cleared.ts';
import { manifestName, settingsName } from './run-context.ts';
import { engineUnit } from './units.ts';
import { runToUndo } from './ways-back.ts';

/**
 * Creates a run and starts its engine. The run is on disk, with its lease, before the engine starts; from then on it does
 * not depend on whoever asked for it.
 *
 * @throws Refusal `bonctl.busy` if another run holds the machine, `rollback.nothing-to-return-to` if there is nothing.
 */
export async function startRun(machine: Machine, request: RunRequest): Promise<string> {
  await lastRunCleared(machine);
  const runId = newRunId(new Date(), runIds(machine));
  takeLease(machine, runId, request.by);
  try {
    const unfinished = readGuard(machine);
    if (unfinished)
      throw refuse('bonctl.busy', { owner: 'guard', pc: '', runId: unfinished.runId, since: '' }, { retry: 'now' });
    await machine.services.enableGuardAtBoot();
    const startWindow = create(machine, runId, request);
    // from here on a power cut finds a run that the guard brings to an end at the next boot
    armGuard(machine, runId, 'start', startWindow);
  } catch (problem) {
    releaseLease(machine, runId);
    throw problem;
  }
  await machine.services.startOwn(engineUnit(runId));
  return runId;
}

/** @returns the run's start window (ms), as all three do. */
function create(machine: Machine, runId: string, request: RunRequest): number {
  if (request.kind === 'deployment') return createDeployment(machine, runId, request);
  return request.kind === 'rollback'
    ? createRollback(machine, runId, request)
    : createRestoring(machine, runId, request);
}

function createDeployment(
  machine: Machine,
  runId: string,
  request: Extract<RunRequest, { kind: 'deployment' }>,
): number {
  const { runbook, manifest, by } = request;
  if (manifest.name !== runbook.release)
    throw refuse('runbook.invalid', { problem: `it deploys ${runbook.release}, not ${manifest.name}` });
  mkdirSync(runFile(machine, runId), { recursive: true, mode: 0o750 });
  writeDurably(runFile(machine, runId, settingsName), JSON.stringify(request.settings), 0o600);
  writeDurably(runFile(machine, runId, manifestName), JSON.stringify(manifest));
  const previousVersion = currentVersion({ machine, place: runbook.place });
  begin(machine, runId, {
    type: 'run-created',
    runId,
    kind: 'deployment',
    runbook,
    version: manifest.version,
    previousVersion,
    undoes: null,
    by,
  });
  return runbook.guard.startWindow;
}

function createRollback(machine: Machine, runId: string, request: Extract<RunRequest, { kind: 'rollback' }>): number {
  const undoes = runToUndo(machine);
  const view = undoes ? viewOf(entriesOf(machine, undoes)) : null;
  const first = undoes ? entriesOf(machine, undoes)[0] : null;
  if (!undoes || !view?.version || first?.type !== 'run-created')
    throw refuse('rollback.nothing-to-return-to', {}, { retry: 'never' });
  mkdirSync(runFile(machine, runId), { recursive: true, mode: 0o750 });
  const at = { machine, place: first.runbook.place };
  writeDurably(runFile(machine, runId, manifestName), JSON.stringify(manifestOf(at, view.version)));
  begin(machine, runId, {
    type: 'run-created',
    runId,
    kind: 'rollback',
    runbook: first.runbook,
    version: view.previousVersion,
    previousVersion: view.version,
    undoes,
    by: request.by,
  });
  return first.runbook.guard.startWindow;
}

/**
 * The release stays; the orders change. What one could go back to before can be gone back to afterwards.
 *
 * @throws Refusal `backup.unknown`, `restore.no-service`, `restore.service-too-old`.
 */
function createRestoring(machine: Machine, runId: string, request: Extract<RunRequest, { kind: 'restore' }>): number {
  const at = { machine, place: places.service };
  const version = restoringRelease(at);
  if (!storedBackups(machine).some(({ runId: made, holdsOrders }) => made === request.backup && holdsOrders))
    throw refuse('backup.unknown', { runId: request.backup }, { retry: 'never' });
  const undoable = runToUndo(machine);
  const previous = runSummaries(machine).find((run) => run.runId === undoable)?.previousVersion ?? null;
  const runbook = restoreRunbook(request.settings);
  mkdirSync(runFile(machine, runId), { recursive: true, mode: 0o750 });
  writeDurably(runFile(machine, runId, manifestName), JSON.stringify(manifestOf(at, version)));
  begin(machine, runId, {
    type: 'run-created',
    runId,
    kind: 'restore',
    runbook,
    version,
    previousVersion: previous,
    undoes: null,
    restores: request.backup,
    by: request.by,
  });
  return runbook.guard.startWindow;
}

function begin(machine: Machine, runId: string, event: JournalEvent): void {
  const journal = openJournal(runId, journalFile(machine, runId));
  journal.append(event);
  journal.close();
}
