import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkIntegrity, databaseFile } from '../database/database-file.ts';
import { migrateDatabase, schemaNumber } from '../database/migrate.ts';
import { pathOn } from '../machine.ts';
import { releaseFolder } from '../releases/releases.ts';
import { giveToService } from '../settings/service-user.ts';
import { type Action, proof } from './action.ts';

/**
 * Brings the orders' database to the release's schema, while the service goes on: our migrations only add. The way back is
 * gone by the same release's code before it is switched away, so that orders accepted meanwhile are still printed.
 */
export const migrateDatabaseAction: Action = {
  async prepare(context) {
    const file = databaseFile(context.at);
    return {
      from: await schemaNumber(context.at, context.manifest.version, file, context.signal),
      existed: existsSync(file),
    };
  },
  // a kill may have come between the migration and the owner of what it made; what is migrated is not migrated again
  check: async () => null,
  async act(context) {
    const file = databaseFile(context.at);
    mkdirSync(dirname(file), { recursive: true });
    await migrateDatabase(context.at, context.manifest.version, file, context.manifest.schema, context.signal);
    checkIntegrity(file, false);
    await giveToService(context.machine, pathOn(context.machine, context.at.place), ['data', 'logs']);
    return proof('database-migrated', { schema: context.manifest.schema });
  },
  async undo(context) {
    const file = databaseFile(context.at);
    const from = Number(context.memory.from ?? 0);
    if (!existsSync(file) || !existsSync(join(releaseFolder(context.at, context.manifest.version), 'migrate.mjs')))
      return null;
    // a database that this run has made is kept with its orders; there is no older release that would read it
    if (context.memory.existed !== true) return proof('database-kept');
    if (!context.machine.services.isHeld()) {
      // a migration that never came about leaves the kitchen undisturbed
      if ((await schemaNumber(context.at, context.manifest.version, file, context.signal)) === from)
        return proof('database-returned', { schema: from });
      await context.machine.services.stopService();
    }
    await context.machine.services.warmUpService();
    await migrateDatabase(context.at, context.manifest.version, file, from, context.signal);
    await giveToService(context.machine, pathOn(context.machine, context.at.place), ['data']);
    return proof('database-returned', { schema: from });
  },
};
