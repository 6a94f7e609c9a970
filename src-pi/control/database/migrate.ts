import { join } from 'node:path';
import { z } from 'zod';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { type ReleasePlace, releaseFolder } from '../releases/releases.ts';
import { execute } from '../supervisor/execute.ts';

const deadlineMs = 60_000;

async function migrator(
  at: ReleasePlace,
  version: string,
  parameters: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  const folder = releaseFolder(at, version);
  const { exitCode, output } = await execute(
    join(folder, 'node'),
    [join(folder, 'migrate.mjs'), ...parameters],
    deadlineMs,
    signal,
  );
  if (exitCode !== 0)
    throw refuse('database.migration-failed', { migration: parameters.join(' '), problem: output.trim().slice(-1000) });
  return output;
}

/** The schema number that a database has, asked of a release's own code. 0 for a database that is not there. */
export async function schemaNumber(
  at: ReleasePlace,
  version: string,
  file: string,
  signal?: AbortSignal,
): Promise<number> {
  const output = await migrator(at, version, ['--database', file, '--status'], signal);
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  return z.object({ schema: z.number().int() }).parse(JSON.parse(lines.at(-1) ?? '')).schema;
}

/**
 * Brings a database to a schema, up or down, by a release's own code. The way down lives in the newer release: it must be
 * the one that is named.
 *
 * @throws Refusal `database.migration-failed` with the migration's own words; each migration is one transaction.
 */
export async function migrateDatabase(
  at: ReleasePlace,
  version: string,
  file: string,
  schema: number,
  signal?: AbortSignal,
): Promise<void> {
  await migrator(at, version, ['--database', file, '--to', String(schema)], signal);
}
