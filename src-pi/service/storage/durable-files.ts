import { closeSync, copyFileSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Puts a finished temporary file in its place: its bytes, its name and the folder are on the disk afterwards. */
export async function putInPlace(temporary: string, path: string): Promise<void> {
  await flush(temporary);
  await rename(temporary, path);
  await flush(dirname(path));
}

/** The same for a copy, without giving way: for the start, before anybody is served. */
export function copyInPlace(source: string, path: string): void {
  const temporary = `${path}.tmp`;
  copyFileSync(source, temporary);
  flushSync(temporary);
  renameSync(temporary, path);
  flushSync(dirname(path));
}

/** What happened to the names in a folder is on the disk afterwards; also for a file's bytes. */
export function flushSync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
