import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { refuse } from '../../src-shared/contract/errors.ts';

export type PanelDatabase = Database.Database;

/**
 * Opens the PC's own database and brings it to the newest schema. WAL with synchronous=FULL: what was said to be kept is
 * kept over a power cut. Throws `panel.database` if it cannot be opened, and leaves an older file as it was if a migration
 * fails.
 */
export function openPanelDatabase(file: string, migrationsFolder: string): PanelDatabase {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const database = new Database(file, { timeout: 2000 });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    const mode = database.pragma('journal_mode', { simple: true });
    const synchronous = database.pragma('synchronous', { simple: true });
    if (mode !== 'wal' || synchronous !== 2) throw new Error(`journal_mode ${mode}, synchronous ${synchronous}`);
    migrate(database, readMigrations(migrationsFolder));
    return database;
  } catch (error) {
    throw refuse('panel.database', { problem: error instanceof Error ? error.message : String(error) });
  }
}

interface Migration {
  readonly number: number;
  readonly sql: string;
}

/** Files `0001-what-it-does.sql`, numbered from 1 without a gap. */
function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}-.+\.sql$/.test(name));
  return names.sort().map((name, index) => {
    if (Number(name.slice(0, 4)) !== index + 1) throw new Error(`migration ${name} is out of order`);
    return { number: index + 1, sql: readFileSync(join(folder, name), 'utf8') };
  });
}

function migrate(database: PanelDatabase, migrations: readonly Migration[]): void {
  const now = Number(database.pragma('user_version', { simple: true }));
  if (now > migrations.length) throw new Error(`the file has schema ${now}, this program knows ${migrations.length}`);
  database
    .transaction(() => {
      for (const { number, sql } of migrations.slice(now)) {
        database.exec(sql);
        database.pragma(`user_version = ${number}`);
      }
    })
    .immediate();
}
