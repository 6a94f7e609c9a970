import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { currentVersion, type ReleasePlace, releaseFolder } from '../releases/releases.ts';
import { execute } from '../supervisor/execute.ts';

const deadlineMs = 240_000;
const programName = 'restore.mjs';

const orderSchema = z.object({
  id: z.string(),
  number: z.string(),
  seenAt: z.string(),
  state: z.enum(['printed', 'not-printed']),
});
const newerSchema = z.object({ orders: z.number(), notPrinted: z.number() });
const carriedSchema = z.object({ orders: z.number(), tickets: z.number(), held: z.number() });

/** The newest orders, one by one, and how many there are. */
export interface NewerThanBackup {
  readonly orders: readonly z.infer<typeof orderSchema>[];
  readonly newer: z.infer<typeof newerSchema>;
}

/** Two databases of the live release's schema. */
export interface Pair {
  readonly backup: string;
  readonly present: string;
}

/**
 * The release that is live, if it knows what a backup means for its orders.
 *
 * @throws Refusal `restore.no-service` without a release, `restore.service-too-old` for one from before this was known.
 */
export function restoringRelease(at: ReleasePlace): string {
  const version = currentVersion(at);
  if (version === null) throw refuse('restore.no-service', {}, { retry: 'never' });
  if (!existsSync(join(releaseFolder(at, version), programName)))
    throw refuse('restore.service-too-old', { version }, { retry: 'never' });
  return version;
}

/** Which orders the present database has that the backup has not, or not in this state. Changes neither. */
export async function compare(at: ReleasePlace, pair: Pair, signal?: AbortSignal): Promise<NewerThanBackup> {
  const lines = await run(at, pair, [], signal);
  const named = z.object({ order: orderSchema });
  return {
    orders: lines.flatMap((line) => named.safeParse(line).data?.order ?? []),
    newer: z.object({ newer: newerSchema }).parse(lines.at(-1)).newer,
  };
}

/** Writes what came since into the backup's file, which then is one that can take the present one's place. */
export async function carry(
  at: ReleasePlace,
  pair: Pair,
  how: { notPrinted: 'ask' | 'go-on'; backupAt: string },
  signal?: AbortSignal,
): Promise<z.infer<typeof carriedSchema>> {
  const lines = await run(at, pair, ['--carry', how.notPrinted, '--backup-at', how.backupAt], signal);
  return z.object({ carried: carriedSchema }).parse(lines.at(-1)).carried;
}

async function run(
  at: ReleasePlace,
  pair: Pair,
  parameters: readonly string[],
  signal?: AbortSignal,
): Promise<unknown[]> {
  const folder = releaseFolder(at, restoringRelease(at));
  const { exitCode, output } = await execute(
    join(folder, 'node'),
    [join(folder, programName), '--backup', pair.backup, '--present', pair.present, ...parameters],
    deadlineMs,
    signal,
  );
  if (exitCode !== 0)
    throw refuse('database.migration-failed', { migration: programName, problem: output.trim().slice(-1000) });
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as unknown);
}
