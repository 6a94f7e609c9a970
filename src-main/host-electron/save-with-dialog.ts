import { rename, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { refuse } from '../../src-shared/contract/errors.ts';
import type { SaveFile } from '../saving/save-file.ts';

interface ChooseOptions {
  readonly defaultPath: string;
  readonly filters: { name: string; extensions: string[] }[];
  readonly properties: ('createDirectory' | 'showOverwriteConfirmation')[];
}

/** Electron's dialog, over the window. */
export type ChoosePlace = (options: ChooseOptions) => Promise<{ canceled: boolean; filePath?: string | undefined }>;

/** Asks by the system's own dialog and writes for this account alone. The file is there whole or not at all. */
export function saveWithDialog(choose: ChoosePlace, folder: string): SaveFile {
  return async ({ fileName, bytes }, signal) => {
    const extension = extname(fileName).slice(1);
    const { canceled, filePath } = await choose({
      defaultPath: join(folder, fileName),
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (canceled || !filePath || signal.aborted) return { kind: 'cancelled' };
    const beside = `${filePath}.${process.pid}.part`;
    try {
      await writeFile(beside, bytes, { mode: 0o600 });
      await rename(beside, filePath);
    } catch (error) {
      await rm(beside, { force: true }).catch(() => {});
      throw refuse('file.not-saved', {
        place: filePath,
        problem: error instanceof Error ? error.message : String(error),
      });
    }
    return { kind: 'saved', place: filePath };
  };
}
