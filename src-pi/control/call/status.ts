import { places } from '../../../src-shared/bonctl/places.ts';
import type { OperationResult } from '../../../src-shared/bonctl/protocol.ts';
import { finalRunStates } from '../../../src-shared/bonctl/run.ts';
import { isSecretSetting } from '../../../src-shared/secrets/secret-settings.ts';
import { runToUndo, tookOver } from '../engine/ways-back.ts';
import { readGuard } from '../guard/guard-state.ts';
import { runSummaries } from '../journal/run-folder.ts';
import { currentLease } from '../lock/lease.ts';
import type { Machine } from '../machine.ts';
import { currentVersion, installedReleases } from '../releases/releases.ts';
import { currentSettings, servicePort } from '../settings/service-settings.ts';

/** Where things stand on this machine, read from disk. */
export function readStatus(machine: Machine): OperationResult<'status'> {
  const at = { machine, place: places.service };
  const runs = runSummaries(machine);
  const lease = currentLease(machine);
  const guard = readGuard(machine);
  const settings = currentSettings(at);
  const undoable = runToUndo(machine);
  return {
    current: currentVersion(at),
    previous: runs.find((run) => run.runId === undoable)?.previousVersion ?? null,
    returnsToOldService: undoable !== null && tookOver(machine, undoable),
    activeRun:
      guard?.runId ??
      runs.findLast((run) => run.runId === lease?.runId && !finalRunStates.includes(run.state))?.runId ??
      null,
    lock: lease ? { by: lease.by, runId: lease.runId, since: lease.since } : null,
    guard:
      guard?.verdict === 'armed' ? { runId: guard.runId, window: guard.window, remainingMs: guard.remainingMs } : null,
    releases: installedReleases(at),
    settings: Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [
        key,
        isSecretSetting(key) && value !== '' ? { secret: true as const } : value,
      ]),
    ),
    servicePort: servicePort(settings),
  };
}
