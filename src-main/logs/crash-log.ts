import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redaction } from './redaction.ts';

/** Reports that are kept; the oldest goes first. */
const largestNumberOfReports = 50;

/** Keeps exceptions, which are bugs, as files `crashes/<reference>.txt` in the log folder: the only place with their details. */
export function createCrashLog(logFolder: string, redaction: Redaction, now: () => Date = () => new Date()) {
  const folder = join(logFolder, 'crashes');
  return {
    /** Writes down a bug and returns its reference. Never throws: a full disk must not hide the answer that is under way. */
    report: (what: string, error: unknown): string => {
      const at = now().toISOString();
      const reference = `${at.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}-${randomBytes(3).toString('hex')}`;
      const text = `${at}\n${what}\n${detailsOf(error)}\n`;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(join(folder, `${reference}.txt`), redaction.redact(text), { mode: 0o600 });
        for (const old of readdirSync(folder).sort().slice(0, -largestNumberOfReports)) rmSync(join(folder, old));
      } catch {
        return `${reference}-unwritten`;
      }
      return reference;
    },
  };
}
export type CrashLog = ReturnType<typeof createCrashLog>;

function detailsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${detailsOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
