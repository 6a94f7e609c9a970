import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Flushes a folder, so that a rename in it survives a power cut. Some systems (Windows) know no such thing. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Writes a file so that after a power cut there is either the old content or the new one, whole: a temporary file beside
 * it, flushed, renamed over it, and the folder flushed.
 */
export function writeDurably(path: string, content: string | Buffer, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = temporaryName(path);
  const handle = openSync(temporary, 'wx', mode);
  try {
    // writes on until all is written: a disk that fills up may take a part of it and say so only then
    writeFileSync(handle, content);
    fsyncSync(handle);
  } catch (problem) {
    rmSync(temporary, { force: true });
    throw problem;
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** Points a symlink at a target in one step: it points at the old or the new target, never at nothing. */
export function pointDurably(link: string, target: string): void {
  const temporary = temporaryName(link);
  symlinkSync(target, temporary);
  renameSync(temporary, link);
  syncFolder(dirname(link));
}

export function removeDurably(path: string): void {
  rmSync(path, { recursive: true, force: true });
  syncFolder(dirname(path));
}

/** The text of a file, or `null` if it is not there. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw problem;
  }
}

export function temporaryName(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}.tmp`;
}
