import type { SavedFile } from '../../src-shared/contract/history.ts';

export interface FileToSave {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Has a person choose where a file goes and writes it there. Throws `file.not-saved`. */
export type SaveFile = (file: FileToSave, signal: AbortSignal) => Promise<SavedFile>;

/** Where the window is a browser's: it gets the file and puts it where its downloads go. */
export const handToWindow: SaveFile = async ({ fileName, mediaType, bytes }) => ({
  ...{ kind: 'here', fileName, mediaType },
  base64: Buffer.from(bytes).toString('base64'),
});

/** A name that every system takes: letters, digits, dot, dash, with the day. `at` in milliseconds. */
export function fileNameFor(begin: string, name: string, at: number, ending: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${[begin, plain, new Date(at).toISOString().slice(0, 10)].filter(Boolean).join('-')}.${ending}`;
}
