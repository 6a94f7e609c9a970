import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isNewer } from '../../../src-shared/bonctl/newer-version.ts';
import { places } from '../../../src-shared/bonctl/places.ts';
import type { ReleaseManifest } from '../../../src-shared/bonctl/release.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { withoutRun } from '../lock/lease.ts';
import type { Machine } from '../machine.ts';
import { currentVersion, installedReleases, type ReleasePlace, releaseFolder, switchTo } from '../releases/releases.ts';
import { stageRelease } from '../releases/stage.ts';
import { execute } from '../supervisor/execute.ts';
import { bonctlVersion } from '../version.ts';

/** What a new bonctl may take to say its version, in milliseconds: a Pi Zero with a slow card starts Node in four seconds. */
const firstWordMs = 30_000;

/**
 * Puts a newer bonctl beside the one that came with the pairing, from contents that are in the store. It is proven first: every file by its
 * hash, and by starting it. From then on `bin/bonctl` starts the newer one; the change is one rename, so that a power cut leaves one or the
 * other. An older one, or the same, changes nothing: of two PCs the newer decides.
 *
 * @returns the version that answers from now on.
 * @throws Refusal `bonctl.busy` while a run goes on, `bonctl.not-renewed` if the new one does not start, `release.incomplete`, `release.damaged`.
 */
export async function renewBonctl(machine: Machine, manifest: ReleaseManifest): Promise<{ version: string }> {
  const { name, version } = manifest;
  const notRenewed = (problem: string) => refuse('bonctl.not-renewed', { version, problem }, { retry: 'now' });
  if (name !== 'bonctl') throw notRenewed(`it is ${name}`);
  const own = bonctlVersion();
  if (!isNewer(version, own)) return { version: own };
  const at = { machine, place: places.home };
  await stageRelease(at, manifest);
  const program = join(releaseFolder(at, version), 'bin', 'bonctl');
  const { exitCode, output } = await execute(program, ['--version'], firstWordMs);
  if (exitCode !== 0 || output.trim() !== version) throw notRenewed(output.trim().slice(0, 500) || `ended ${exitCode}`);
  const before = currentVersion(at);
  // who carries out or guards a run was started from a folder that must stay
  withoutRun(machine, () => switchTo(at, version));
  removeOthers(at, [version, before]);
  return { version };
}

function removeOthers(at: ReleasePlace, kept: readonly (string | null)[]): void {
  for (const { version } of installedReleases(at))
    if (!kept.includes(version)) rmSync(releaseFolder(at, version), { recursive: true, force: true });
}
