import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runIdSchema } from '../../../src-shared/bonctl/run.ts';
import { removeDurably } from '../files/durable.ts';
import type { ReleasePlace } from '../releases/releases.ts';
import { settingsFile } from './service-settings.ts';

/** The settings as they were before a run; a file beside them (0600), because the journal must not hold secrets. */
export function earlierSettingsFile(at: ReleasePlace, runId: string): string {
  return `${settingsFile(at)}.before-${runId}`;
}

/** The files that runs left, by the run's name. What others have laid there under a name of their own is passed over. */
export function earlierSettings(at: ReleasePlace): ReadonlyMap<string, string> {
  const file = settingsFile(at);
  const begin = `${basename(file)}.before-`;
  if (!existsSync(dirname(file))) return new Map();
  return new Map(
    readdirSync(dirname(file))
      .filter((name) => name.startsWith(begin) && runIdSchema.safeParse(name.slice(begin.length)).success)
      .map((name) => [name.slice(begin.length), join(dirname(file), name)]),
  );
}

/**
 * Removes the settings that no way back leads to any more: they hold passwords. How many there are says nothing: many failed runs must
 * not push out those of the run that can still be taken back.
 *
 * @param needed runs that can be taken back, or have not ended.
 */
export function removeEarlierSettings(at: ReleasePlace, needed: ReadonlySet<string>): void {
  for (const [runId, file] of earlierSettings(at)) if (!needed.has(runId)) removeDurably(file);
}
