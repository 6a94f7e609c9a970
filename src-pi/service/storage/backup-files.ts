import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** One backup of the database: its file says when it was made. */
export interface BackupFile {
  readonly path: string;
  readonly at: Date;
}

const dailies = 7;
const weeklies = 4;
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** `printer_service-2026-11-23T03-30-00Z.db` */
export function backupName(at: Date): string {
  return `printer_service-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`;
}

/** The backups of a folder, newest first. Other files are not touched and not named. */
export function listBackups(folder: string): BackupFile[] {
  return namesIn(folder)
    .flatMap((name) => {
      const match = /^printer_service-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.db$/.exec(name);
      return match
        ? [{ path: join(folder, name), at: new Date(`${match[1]}T${match[2]}:${match[3]}:${match[4]}Z`) }]
        : [];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

/**
 * Which of these to keep: of each of the last seven days that have one the newest, and the newest of each of the four weeks before
 * those. Weeks are counted in spans of seven days, so that nothing depends on a calendar.
 */
export function backupsToKeep(backups: readonly BackupFile[]): Set<BackupFile> {
  const newestFirst = [...backups].sort((a, b) => b.at.getTime() - a.at.getTime());
  const kept = new Set<BackupFile>();
  const days = newestOf(newestFirst, 1).slice(0, dailies);
  for (const { backup } of days) kept.add(backup);
  const coveredWeeks = new Set(days.map(({ span }) => Math.floor(span / 7)));
  const weeks = newestOf(newestFirst, 7).filter(({ span }) => !coveredWeeks.has(span));
  for (const { backup } of weeks.slice(0, weeklies)) kept.add(backup);
  return kept;
}

/** Deletes what is not kept, and what a backup that was cut off left behind. Answers what is left, newest first. */
export function pruneBackups(folder: string): BackupFile[] {
  for (const name of namesIn(folder))
    if (/^printer_service-.*\.db\.tmp(-journal|-wal|-shm)?$/.test(name)) rmSync(join(folder, name), { force: true });
  const all = listBackups(folder);
  const kept = backupsToKeep(all);
  for (const backup of all) if (!kept.has(backup)) rmSync(backup.path, { force: true });
  return all.filter((backup) => kept.has(backup));
}

function newestOf(newestFirst: readonly BackupFile[], days: number): { span: number; backup: BackupFile }[] {
  const bySpan = new Map<number, BackupFile>();
  for (const backup of newestFirst) {
    const span = Math.floor(backup.at.getTime() / (days * dayMilliseconds));
    if (!bySpan.has(span)) bySpan.set(span, backup);
  }
  return [...bySpan].map(([span, backup]) => ({ span, backup }));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
