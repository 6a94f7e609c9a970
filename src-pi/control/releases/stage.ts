import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ReleaseFile, ReleaseManifest } from '../../../src-shared/bonctl/release.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { readIfThere, syncFolder, writeDurably } from '../files/durable.ts';
import { bytesHere, contentFile, hashOf } from '../store/store.ts';
import { currentVersion, type ReleasePlace, releaseFolder } from './releases.ts';

/**
 * Makes a release's folder from contents in the store and verifies every file by its hash. The folder appears in one step
 * and is never changed afterwards. A release that is there with the same manifest is only verified.
 *
 * @throws Refusal `release.incomplete` if contents are missing, `release.damaged` if a file is not what the manifest says.
 */
export async function stageRelease(
  at: ReleasePlace,
  manifest: ReleaseManifest,
): Promise<{ files: number; bytes: number }> {
  const folder = releaseFolder(at, manifest.version);
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  const there = readIfThere(join(folder, 'manifest.json'));
  // what serves is never taken apart, not even for a release that bears the same number
  if (there !== text && currentVersion(at) === manifest.version)
    throw refuse('release.damaged', { version: manifest.version, path: 'manifest.json' });
  if (there !== text) rmSync(folder, { recursive: true, force: true });
  if (there !== text) await makeFolder(at, manifest, folder, text);
  await verifyRelease(at, manifest);
  return { files: manifest.files.length, bytes: manifest.files.reduce((sum, file) => sum + file.size, 0) };
}

async function makeFolder(at: ReleasePlace, manifest: ReleaseManifest, folder: string, text: string): Promise<void> {
  const missing = manifest.files.filter((file) => bytesHere(at.machine, file.sha256, file.size) < file.size);
  if (missing.length > 0) {
    throw refuse('release.incomplete', { version: manifest.version, missing: missing.length }, { retry: 'now' });
  }
  const scratch = `${folder}.partial`;
  rmSync(scratch, { recursive: true, force: true });
  for (const file of manifest.files) placeFile(contentFile(at.machine, file.sha256), join(scratch, file.path), file);
  writeDurably(join(scratch, 'manifest.json'), text);
  renameSync(scratch, folder);
  syncFolder(dirname(folder));
}

function placeFile(content: string, target: string, file: ReleaseFile): void {
  mkdirSync(dirname(target), { recursive: true });
  // one content may serve files of both modes: an executable one gets a copy of its own if the shared one is not
  const shared = (statSync(content).mode & 0o777) === file.mode || statSync(content).nlink === 1;
  if (shared) {
    chmodSync(content, file.mode);
    try {
      linkSync(content, target);
      return;
    } catch (problem) {
      if (!['EXDEV', 'EPERM', 'EMLINK'].includes((problem as NodeJS.ErrnoException).code ?? '')) throw problem;
    }
  }
  copyFileSync(content, target);
  chmodSync(target, file.mode);
}

/** Proves that every file of a release is what its manifest says. */
export async function verifyRelease(at: ReleasePlace, manifest: ReleaseManifest): Promise<void> {
  const folder = releaseFolder(at, manifest.version);
  for (const file of manifest.files) {
    const path = join(folder, file.path);
    if (!existsSync(path) || (await hashOf(path)) !== file.sha256) {
      throw refuse('release.damaged', { version: manifest.version, path: file.path });
    }
  }
}
