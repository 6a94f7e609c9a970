import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { crashPoint } from '../life/crash.ts';
import type { Connection } from './connection.ts';

/** One step of the schema: `NNNN-name.up.sql` leads to schema NNNN, `.down.sql` back to the one before. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly up: string;
  readonly down: string;
}

/** Reads the migrations of a folder: complete pairs, numbered from 1 without a gap; else `database.migration-failed`. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.up.sql'))
    .map((file) => file.slice(0, -'.up.sql'.length))
    .sort();
  return names.map((name, index) => {
    const number = Number(name.slice(0, 4));
    if (!/^\d{4}-[a-z0-9-]+$/.test(name) || number !== index + 1)
      throw refuse('database.migration-failed', {
        migration: name,
        problem: `expected number ${index + 1} in ${folder}`,
      });
    const read = (direction: string) => readFileSync(join(folder, `${name}.${direction}.sql`), 'utf8');
    return { number, name, up: read('up'), down: read('down') };
  });
}

/**
 * The schema number. It is kept in `user_version`, which is part of the file's header and not of its tables: after going down
 * to 0 the schema of the older service is what it was, byte for byte. It changes in the migration's own transaction.
 */
export function schemaNumber(database: Connection): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** SHA-256 over the text of the schema, for comparing it before and after a rehearsal. */
export function schemaFingerprint(database: Connection): string {
  const rows = database
    .prepare("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")
    .all();
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

export interface MigrationStep {
  readonly migration: string;
  readonly direction: 'up' | 'down';
  readonly schema: number;
}

/**
 * Brings the database to schema `target`, up or down, one transaction a step, and tells each step. What was committed before a
 * failure stays: the schema number says where it stands. Throws `database.migration-failed`.
 */
export function migrate(
  database: Connection,
  migrations: readonly Migration[],
  target: number,
  tell: (step: MigrationStep) => void = () => {},
): void {
  const latest = migrations.length;
  const start = schemaNumber(database);
  const nameOf = (number: number) => migrations[number - 1]?.name ?? String(number);
  if (target < 0 || target > latest || start > latest)
    throw refuse('database.migration-failed', {
      migration: nameOf(Math.max(target, start)),
      problem: `this release knows the schemas 0 to ${latest}; the database has ${start}, wanted is ${target}`,
    });
  const direction = target > start ? 'up' : 'down';
  for (let schema = start; schema !== target; ) {
    const migration = migrations[direction === 'up' ? schema : schema - 1];
    if (!migration) break;
    const next = direction === 'up' ? schema + 1 : schema - 1;
    try {
      database.transaction(() => {
        database.exec(migration[direction]);
        crashPoint('migration-before-commit');
        database.pragma(`user_version = ${next}`);
      })();
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      throw refuse('database.migration-failed', { migration: `${migration.name}.${direction}`, problem });
    }
    schema = next;
    tell({ migration: migration.name, direction, schema });
  }
}
