import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** `at` is when the server said yes (ISO 8601), `refused` whom it would not take. */
const noteSchema = z.strictObject({
  messageId: z.string().min(1).max(200),
  at: z.iso.datetime(),
  refused: z.array(z.string().max(320)).max(200),
});
export type NoteOfHandOver = z.infer<typeof noteSchema>;

/** Where it lies, below the service's data. */
export function handOverNoteFile(dataFolder: string): string {
  return join(dataFolder, 'mail-handed-over.json');
}

export interface HandOverNote {
  /** What was noted last; null if nothing was, or it cannot be read. */
  read(): Promise<NoteOfHandOver | null>;
  /** Notes it in the operating system's memory, from where it reaches the card in its own time: after a kill it is there, after a power cut perhaps not. Never rejects. */
  write(note: NoteOfHandOver): Promise<void>;
  close(): Promise<void>;
}

/**
 * The last mail that a server took. The database needs the card before it knows, which is far longer than the server's yes takes; a service that is killed
 * meanwhile would send the mail again. This note is there a moment after the yes. It is never cleared: a mail's name is used once.
 */
export function handOverNote(file: string): HandOverNote {
  let opened: Promise<FileHandle> | null = null;
  return {
    async read() {
      try {
        const [line = ''] = (await readFile(file, 'utf8')).split('\n', 1);
        return noteSchema.parse(JSON.parse(line));
      } catch {
        // not there, or torn: then a mail may come twice, under the same name
        return null;
      }
    },
    async write(note) {
      try {
        // written over in place: neither a new file nor a shorter one has to wait for the card; what a longer note left behind the line's end is not read
        opened ??= open(file, 'r+').catch(() => open(file, 'w', 0o600));
        const line = Buffer.from(`${JSON.stringify(note)}\n`);
        await (await opened).write(line, 0, line.length, 0);
      } catch {
        // the database is told in any case; without a disk there is no outbox, either
        opened = null;
      }
    },
    async close() {
      await (await opened?.catch(() => null))?.close().catch(() => {});
      opened = null;
    },
  };
}
