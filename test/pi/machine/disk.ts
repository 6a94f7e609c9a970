import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, tryProgram } from './run-program.ts';

/** A disk of usual size; only what is written takes memory. */
const usualMegabytes = 2048;

export interface Disk {
  /** Where the machine's `/` lies on this machine. */
  readonly root: string;
  /** Leaves so many megabytes free from now on; `null` for a disk of usual size. */
  setFree(megabytes: number | null): Promise<void>;
  dispose(): Promise<void>;
}

/** A disk that holds the built Debian and takes changes in memory. It keeps them over a power cut, and goes with `dispose`. */
export async function createDisk(folder: string, lower: string): Promise<Disk> {
  const root = join(folder, 'root');
  const changes = join(folder, 'changes');
  mkdirSync(root, { recursive: true });
  mkdirSync(changes, { recursive: true });
  await runProgram(['mount', '-t', 'tmpfs', '-o', `size=${usualMegabytes}m,mode=755`, 'bonwart-test-pi', changes]);
  mkdirSync(join(changes, 'upper'));
  mkdirSync(join(changes, 'work'));
  const layers = `lowerdir=${lower},upperdir=${join(changes, 'upper')},workdir=${join(changes, 'work')}`;
  await runProgram(['mount', '-t', 'overlay', '-o', layers, 'bonwart-test-pi', root]);
  return {
    root,
    setFree: async (megabytes) => {
      const kilobytes = megabytes === null ? usualMegabytes * 1024 : (await usedKilobytes(changes)) + megabytes * 1024;
      await runProgram(['mount', '-o', `remount,size=${kilobytes}k`, changes]);
    },
    dispose: () => removeDisk(folder),
  };
}

/** Unmounts what a disk in this folder left, also after a crash, and removes the folder. */
export async function removeDisk(folder: string): Promise<void> {
  await tryProgram(['umount', '--lazy', join(folder, 'root')]);
  await tryProgram(['umount', '--lazy', join(folder, 'changes')]);
  await runProgram(['rm', '-rf', '--one-file-system', folder]);
}

async function usedKilobytes(folder: string): Promise<number> {
  const output = await runProgram(['df', '-k', '--output=used', folder]);
  return Number(output.trim().split('\n')[1]);
}
