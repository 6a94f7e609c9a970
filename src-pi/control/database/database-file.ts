import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databasePlaces } from '../../../src-shared/bonctl/places.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { serviceFiles } from '../actions/action.ts';
import { pathOn } from '../machine.ts';
import type { ReleasePlace } from '../releases/releases.ts';

/** Some installs of the older service have theirs in the service's folder itself; it is taken where it lies. */
export function databaseFile(at: ReleasePlace): string {
  const files = databasePlaces.map((place) => join(pathOn(at.machine, at.place), place));
  return files.find((file) => existsSync(file)) ?? join(pathOn(at.machine, at.place), serviceFiles.database);
}

export function databaseBytes(at: ReleasePlace): number {
  return statSync(databaseFile(at), { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Opens a database read-only for the time of `work`.
 *
 * @throws Refusal `database.damaged` if SQLite cannot read it.
 */
export function reading<Value>(file: string, work: (database: Database.Database) => Value): Value {
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
    return work(database);
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem)
      throw refuse('database.damaged', { path: file, problem: problem.message });
    throw problem;
  } finally {
    database?.close();
  }
}

/** SQLite's own check: `quick` takes milliseconds, `integrity` also compares every index. */
export function checkIntegrity(file: string, thorough: boolean): void {
  const words = reading(file, (database) =>
    database.pragma(thorough ? 'integrity_check' : 'quick_check', { simple: true }),
  );
  if (words !== 'ok') throw refuse('database.damaged', { path: file, problem: String(words).slice(0, 500) });
}

/** Number of rows of every table, by name. */
export function rowCounts(file: string): Record<string, number> {
  return reading(file, rowsOf);
}

function rowsOf(database: Database.Database): Record<string, number> {
  const names = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  const count = (name: string) =>
    database
      .prepare(`SELECT count(*) FROM "${name.replaceAll('"', '""')}"`)
      .pluck()
      .get() as number;
  return Object.fromEntries(names.map((name) => [name, count(name)]));
}

/** The whole schema as SQLite keeps it, in a fixed order: what must be the same, to the byte, after going up and down. */
export function schemaText(file: string): string {
  return reading(file, (database) =>
    (
      database
        .prepare(
          "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name",
        )
        .all() as Record<string, string>[]
    )
      .map((row) => JSON.stringify(row))
      .join('\n'),
  );
}

/**
 * Copies a database that may be in use, through SQLite's backup interface, with everything that was committed before. The copy is one file that
 * needs none beside it.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  await copyWhile(from, to, () => ({}));
}

/**
 * Copies as {@link copyDatabase} does, and answers how many rows each table of the copy must have at least: a service that goes on takes some away, too,
 * as what it has indexed or an alert that is over.
 */
export function copyAndCount(from: string, to: string): Promise<Record<string, number>> {
  return copyWhile(from, to, rowsOf);
}

async function copyWhile(
  from: string,
  to: string,
  count: (database: Database.Database) => Record<string, number>,
): Promise<Record<string, number>> {
  if (!existsSync(from)) return {};
  const database = new Database(from, { readonly: true, fileMustExist: true, timeout: 5000 });
  let rows: Record<string, number>;
  try {
    // With a log beside the file nobody has to wait for who reads: one moment is counted and copied, and no write makes the copy begin anew.
    const isOneMoment = database.pragma('journal_mode', { simple: true }) === 'wal';
    // The moment is that of the first reading.
    if (isOneMoment) database.exec('BEGIN; SELECT count(*) FROM sqlite_master');
    const before = count(database);
    await database.backup(to);
    const after = isOneMoment ? before : count(database);
    if (isOneMoment) database.exec('COMMIT');
    rows = Object.fromEntries(
      Object.entries(before).map(([table, counted]) => [table, Math.min(counted, after[table] ?? 0)]),
    );
  } finally {
    database.close();
  }
  const copy = new Database(to, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
  return rows;
}
