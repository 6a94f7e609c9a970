import { existsSync } from 'node:fs';
import { checkIntegrity, databaseBytes, databaseFile } from '../database/database-file.ts';
import { type Action, proof } from './action.ts';

/** Asks SQLite whether the orders' database is sound, before anything is built on it. */
export const checkDatabase: Action = {
  check: async () => null,
  async act(context) {
    const file = databaseFile(context.at);
    if (!existsSync(file)) return proof('database-new');
    checkIntegrity(file, false);
    return proof('database-sound', { bytes: databaseBytes(context.at) });
  },
};
