import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { checkIntegrity, copyDatabase, databaseFile, rowCounts, schemaText } from '../database/database-file.ts';
import { migrateDatabase, schemaNumber } from '../database/migrate.ts';
import { runFile } from '../journal/run-folder.ts';
import { type Action, proof } from './action.ts';

/**
 * Plays the migration on a copy of the orders: up, down, up. After going down the schema must be what it was, to the byte,
 * and no row may be gone; else this release could not be taken back, and the run stops here.
 */
export const rehearseMigration: Action = {
  check: async () => null,
  async act(context) {
    const { at, manifest, signal } = context;
    const folder = runFile(context.machine, context.runId, 'rehearsal');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const copy = join(folder, 'copy.db');
    try {
      await copyDatabase(databaseFile(at), copy);
      const isNew = !existsSync(copy);
      const from = await schemaNumber(at, manifest.version, copy, signal);
      if (from > manifest.schema)
        throw refuse('database.migration-failed', {
          migration: `${from} → ${manifest.schema}`,
          problem: 'the database is newer than the release',
        });
      // A database that is not there yet is first brought to its own beginning: the older service's tables stay after
      // the way down. One that the older service left has them, and must come back to the byte.
      if (isNew) {
        await migrateDatabase(at, manifest.version, copy, manifest.schema, signal);
        await migrateDatabase(at, manifest.version, copy, from, signal);
      }
      const schema = schemaText(copy);
      const rows = rowCounts(copy);
      await migrateDatabase(at, manifest.version, copy, manifest.schema, signal);
      await migrateDatabase(at, manifest.version, copy, from, signal);
      const restored = rowCounts(copy);
      const lost = Object.keys(rows).some((table) => (restored[table] ?? -1) < (rows[table] ?? 0));
      if (schemaText(copy) !== schema || lost) {
        throw refuse('database.schema-not-restored', { migration: `${from} → ${manifest.schema} → ${from}` });
      }
      await migrateDatabase(at, manifest.version, copy, manifest.schema, signal);
      checkIntegrity(copy, true);
      return proof('migration-rehearsed', { from, to: manifest.schema });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
