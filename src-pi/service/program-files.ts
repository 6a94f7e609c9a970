import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where the program itself lies. From the sources everything is in its room of the repository; in a release all lies beside
 * the bundled file. The extension of this very file tells which of the two it is.
 */
const here = fileURLToPath(import.meta.url);
export const fromSources = here.endsWith('.ts');
const folder = dirname(here);
const repository = join(folder, '..', '..');

export const program = {
  migrations: fromSources ? join(repository, 'migrations', 'service') : join(folder, 'migrations'),
  resources: fromSources ? join(repository, 'resources') : join(folder, 'resources'),
  databaseWorker: fromSources ? join(folder, 'database', 'worker.ts') : join(folder, 'database-worker.mjs'),
  deviceWorker: fromSources ? join(folder, 'printer', 'device-worker.ts') : join(folder, 'device-worker.mjs'),
} as const;

/** The file with the version of the program. */
export const versionFile = fromSources ? join(repository, 'package.json') : join(folder, 'release.json');
