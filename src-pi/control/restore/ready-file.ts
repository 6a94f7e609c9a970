import { copyFileSync, renameSync } from 'node:fs';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { databaseFile } from '../database/database-file.ts';
import { migrateDatabase, schemaNumber } from '../database/migrate.ts';
import { removeDatabase, singleFile } from '../database/put-in-place.ts';
import { installedReleases, type ReleasePlace, schemaOf } from '../releases/releases.ts';
import { restoringRelease } from './restore-program.ts';

/** Where a database is made ready before it takes the place of the present one: beside it, so that one rename does it. */
export function readyFile(at: ReleasePlace): string {
  return `${databaseFile(at)}.restored`;
}

/**
 * Copies a backup's database and brings the copy to the schema of the release that is live: up by that release's own code, down by
 * the code of one that knows the way. The copy appears in one step, or not at all.
 *
 * @throws Refusal `backup.too-new` if no release is left that knows the backup's schema.
 */
export async function makeReady(
  at: ReleasePlace,
  backup: { readonly runId: string; readonly file: string },
  ready: string,
  signal?: AbortSignal,
): Promise<void> {
  const partial = `${ready}.partial`;
  for (const file of [ready, partial]) removeDatabase(file);
  copyFileSync(backup.file, partial);
  const version = restoringRelease(at);
  const from = await schemaNumber(at, version, partial, signal);
  const to = schemaOf(at, version);
  if (from !== to) {
    const knows = from < to ? version : releaseThatKnows(at, from);
    if (knows === null) throw refuse('backup.too-new', { runId: backup.runId }, { retry: 'never' });
    await migrateDatabase(at, knows, partial, to, signal);
  }
  singleFile(partial);
  renameSync(partial, ready);
}

function releaseThatKnows(at: ReleasePlace, schema: number): string | null {
  return installedReleases(at).find(({ version }) => schemaOf(at, version) >= schema)?.version ?? null;
}
