import { open, rm, stat, statfs } from 'node:fs/promises';
import { putInPlace } from './durable-files.ts';

const megabyte = 1024 * 1024;
/** What is given free when the disk is full: room for some thousand tickets. */
export const reserveBytes = 20 * megabyte;
/** So much must be free beside it before the reserve is made anew. */
const roomBeside = 30 * megabyte;

/** Bytes that we may still write on the file system of `path`. */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/**
 * Makes the reserve if it is missing and there is room. It is written, not only claimed: a file with holes would hold no room.
 * Answers whether it is there now.
 */
export async function fillReserve(path: string, folder: string): Promise<boolean> {
  const there = await stat(path).then(
    ({ size }) => size >= reserveBytes,
    () => false,
  );
  if (there) return true;
  if ((await freeBytes(folder)) < reserveBytes + roomBeside) return false;
  const temporary = `${path}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      // Not zeros: some file systems store those as nothing.
      const block = Buffer.alloc(megabyte, 'Bonwart keeps this room for orders. ');
      for (let written = 0; written < reserveBytes; written += block.length) await handle.write(block);
    } finally {
      await handle.close();
    }
    await putInPlace(temporary, path);
    return true;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}
