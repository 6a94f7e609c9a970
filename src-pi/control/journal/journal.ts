import { createHash } from 'node:crypto';
import { closeSync, existsSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type JournalEntry, type JournalEvent, journalEntrySchema } from '../../../src-shared/bonctl/run.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { bootId } from '../facts/boot.ts';
import { syncFolder } from '../files/durable.ts';

/** What stands before the first line. */
export const chainStart = '0'.repeat(64);

/** Entries that tell of something past and change nothing: they need not be on disk before the next act. */
const relaxed: ReadonlySet<JournalEntry['type']> = new Set(['step-output']);

export interface Journal {
  readonly entries: readonly JournalEntry[];
  /** Appends and, for everything that changes a state, returns only when it is on disk. */
  append(event: JournalEvent): JournalEntry;
  close(): void;
}

export function lineHash(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

/**
 * Reads journal lines and proves them: numbers without a gap, each line bound to the one before by its hash.
 *
 * @throws Refusal `run.journal-damaged` with the first line (from 1) that does not fit.
 */
export function verifyLines(runId: string, lines: readonly string[]): JournalEntry[] {
  let previous = chainStart;
  return lines.map((line, index) => {
    const entry = parseLine(line);
    if (!entry || entry.seq !== index + 1 || entry.previous !== previous) {
      throw refuse('run.journal-damaged', { runId, line: index + 1 }, { retry: 'never' });
    }
    previous = lineHash(line);
    return entry;
  });
}

function parseLine(line: string): JournalEntry | null {
  try {
    return journalEntrySchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** The whole lines of a journal file; a last line without its end was torn by a power cut and does not count. */
export function wholeLines(text: string): string[] {
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
}

/** All entries of a run's journal, proven. Empty if there is none. */
export function readJournal(runId: string, file: string): JournalEntry[] {
  return existsSync(file) ? verifyLines(runId, wholeLines(readFileSync(file, 'utf8'))) : [];
}

/**
 * Opens a journal for its one writer. A torn last line is cut off; it was never acted upon, because the act comes after
 * the flush.
 */
export function openJournal(runId: string, file: string): Journal {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lines = wholeLines(text);
  const entries = verifyLines(runId, lines);
  let previous = lines.length === 0 ? chainStart : lineHash(lines[lines.length - 1] ?? '');
  const handle = openSync(file, 'a', 0o640);
  let end = Buffer.byteLength(lines.map((line) => `${line}\n`).join(''));
  ftruncateSync(handle, end);
  syncFolder(dirname(file));
  return {
    entries,
    append(event) {
      const stamped = { ...event, seq: entries.length + 1, at: new Date().toISOString(), bootId: bootId(), previous };
      const entry = journalEntrySchema.parse(stamped);
      const line = JSON.stringify(entry);
      end = writeWhole(handle, Buffer.from(`${line}\n`), end, !relaxed.has(entry.type));
      previous = lineHash(line);
      entries.push(entry);
      return entry;
    },
    close: () => closeSync(handle),
  };
}

/**
 * Writes all of a line or nothing of it: a disk that fills up may take a part or fail at the flush, and the next line must
 * neither be glued to that nor bear its number a second time.
 *
 * @returns where the file ends now.
 */
function writeWhole(handle: number, bytes: Buffer, end: number, flush: boolean): number {
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
    if (flush) fdatasyncSync(handle);
    return end + bytes.length;
  } catch (problem) {
    ftruncateSync(handle, end);
    throw problem;
  }
}
