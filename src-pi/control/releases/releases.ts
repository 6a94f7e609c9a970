import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type ReleaseManifest, releaseManifestSchema, versionSchema } from '../../../src-shared/bonctl/release.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { pointDurably, readIfThere, removeDurably, syncFolder, writeDurably } from '../files/durable.ts';
import { type Machine, pathOn, placeOn } from '../machine.ts';

/** Where the releases of one runbook's service live. `place` is the runbook's. */
export interface ReleasePlace {
  readonly machine: Machine;
  readonly place: string;
}

export function releaseFolder(at: ReleasePlace, version: string): string {
  return join(pathOn(at.machine, at.place), 'releases', versionSchema.parse(version));
}

export function currentLink(at: ReleasePlace): string {
  return join(pathOn(at.machine, at.place), 'current');
}

/** The release that is live, or `null` if there is none. */
export function currentVersion(at: ReleasePlace): string | null {
  const link = currentLink(at);
  if (!lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) return null;
  return versionSchema.safeParse(basename(readlinkSync(link))).data ?? null;
}

/**
 * Makes a release live in one step and reads back that it is. `null` takes the link away.
 *
 * @throws Refusal `release.unknown` if the release is not on the machine.
 */
export function switchTo(at: ReleasePlace, version: string | null): void {
  const link = currentLink(at);
  if (version === null) {
    removeDurably(link);
    return;
  }
  if (!existsSync(join(releaseFolder(at, version), 'manifest.json'))) throw refuse('release.unknown', { version });
  pointDurably(link, join('releases', version));
  syncFolder(releaseFolder(at, version));
  if (currentVersion(at) !== version) throw new Error(`current does not point at ${version}`);
}

export function manifestOf(at: ReleasePlace, version: string): ReleaseManifest {
  const text = readIfThere(join(releaseFolder(at, version), 'manifest.json'));
  if (text === null) throw refuse('release.unknown', { version });
  return releaseManifestSchema.parse(JSON.parse(text));
}

export interface InstalledRelease {
  readonly version: string;
  readonly confirmed: boolean;
  readonly sizeBytes: number;
  readonly installedAt: string;
}

/** All releases on the machine, newest first. */
export function installedReleases(at: ReleasePlace): InstalledRelease[] {
  const folder = join(pathOn(at.machine, at.place), 'releases');
  if (!existsSync(folder)) return [];
  const confirmed = new Set(confirmedVersions(at));
  return readdirSync(folder)
    .filter((name) => versionSchema.safeParse(name).success && existsSync(join(folder, name, 'manifest.json')))
    .map((version) => ({
      version,
      confirmed: confirmed.has(version),
      sizeBytes: manifestOf(at, version).files.reduce((sum, file) => sum + file.size, 0),
      installedAt: statSync(join(folder, version, 'manifest.json')).mtime.toISOString(),
    }))
    .sort((one, other) => other.installedAt.localeCompare(one.installedAt));
}

function confirmedFile(at: ReleasePlace): string {
  return placeOn(at.machine, 'state', 'confirmed.json');
}

/** Versions in the order in which they were confirmed, the last one last. */
export function confirmedVersions(at: ReleasePlace): string[] {
  const text = readIfThere(confirmedFile(at));
  return text === null ? [] : z.array(versionSchema).parse(JSON.parse(text));
}

export function rememberConfirmed(at: ReleasePlace, version: string): void {
  const others = confirmedVersions(at).filter((one) => one !== version);
  writeDurably(confirmedFile(at), JSON.stringify([...others, version]));
}

/** How many confirmed releases are kept besides the current and the previous one. */
const keptConfirmed = 3;

/** Removes releases that nobody can want to go back to. A failed or unconfirmed one never pushes out a good one. */
export function removeOldReleases(at: ReleasePlace, previous: string | null): string[] {
  const kept = new Set([currentVersion(at), previous, ...confirmedVersions(at).slice(-keptConfirmed)]);
  const old = installedReleases(at)
    .map((release) => release.version)
    .filter((version) => !kept.has(version));
  for (const version of old) removeDurably(releaseFolder(at, version));
  removeUnlinkedContents(at.machine);
  return old;
}

const weekMs = 7 * 24 * 3_600_000;

/** Contents that no release links and that are a week old are of no use; younger ones may wait for their release. */
function removeUnlinkedContents(machine: Machine): void {
  const store = placeOn(machine, 'store');
  if (!existsSync(store)) return;
  for (const name of readdirSync(store)) {
    const stats = statSync(join(store, name));
    if (stats.nlink === 1 && Date.now() - stats.mtimeMs > weekMs) rmSync(join(store, name), { force: true });
  }
}

/** The schema that a release's database has when its migrations are done. */
export function schemaOf(at: ReleasePlace, version: string): number {
  const about = readFileSync(join(releaseFolder(at, version), 'release.json'), 'utf8');
  return z.object({ schema: z.number().int() }).parse(JSON.parse(about)).schema;
}
