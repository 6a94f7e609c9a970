import type { ChangeableKey } from '../../../src-shared/bonctl/protocol.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { readIfThere, writeDurably } from '../files/durable.ts';
import { withoutRun } from '../lock/lease.ts';
import { pathOn } from '../machine.ts';
import type { ReleasePlace } from '../releases/releases.ts';
import { earlierSettings } from './earlier-settings.ts';
import { changeEnvironment, parseEnvironment } from './env-file.ts';
import { settingsFile } from './service-settings.ts';
import { giveToService } from './service-user.ts';

/**
 * Writes settings that need no deployment. They belong to the restaurant and not to a release: so they are written also into the settings that earlier runs
 * left to go back to, and a rollback does not bring an old password back. What each had before
 * its last change is kept in `.env.change-before`.
 *
 * @throws Refusal `bonctl.busy` while a run goes on, `settings.invalid` for a value of more than one line.
 */
export async function changeSettings(
  at: ReleasePlace,
  changes: Readonly<Partial<Record<ChangeableKey, string>>>,
): Promise<{ changed: ChangeableKey[] }> {
  for (const [key, value] of Object.entries(changes))
    if (/[\r\n\0]/.test(value)) throw refuse('settings.invalid', { key, problem: 'more than one line' });
  const file = settingsFile(at);
  const changed = withoutRun(at.machine, () => {
    const text = readIfThere(file) ?? '';
    const wanted = changesTo(text, changes);
    const keys = Object.keys(wanted) as ChangeableKey[];
    if (keys.length === 0) return keys;
    // Key by key: a change that somebody else makes meanwhile must not take what another key had for the new value.
    const kept = readIfThere(`${file}.change-before`) ?? text;
    const there = parseEnvironment(text);
    const former = Object.fromEntries(keys.map((key) => [key, there[key] ?? '']));
    writeDurably(`${file}.change-before`, changeEnvironment(kept, former), 0o600);
    for (const earlier of earlierSettings(at).values()) {
      const before = readIfThere(earlier) ?? '';
      writeDurably(earlier, changeEnvironment(before, changesTo(before, changes)), 0o600);
    }
    writeDurably(file, changeEnvironment(text, wanted), 0o600);
    return keys;
  });
  await giveToService(at.machine, pathOn(at.machine, at.place), ['.env']);
  return { changed };
}

/**
 * Puts these keys back to what each was before its last change.
 *
 * @throws Refusal `bonctl.busy` while a run goes on.
 */
export async function takeBackSettings(
  at: ReleasePlace,
  keys: readonly ChangeableKey[],
): Promise<{ changed: ChangeableKey[] }> {
  const before = parseEnvironment(readIfThere(`${settingsFile(at)}.change-before`) ?? '');
  return changeSettings(at, Object.fromEntries(keys.map((key) => [key, before[key] ?? ''])));
}

/** What differs. A key that is not there and is to be empty stays away. */
function changesTo(text: string, changes: Readonly<Partial<Record<string, string>>>): Record<string, string> {
  const there = parseEnvironment(text);
  const differs = Object.entries(changes).filter(([key, value]) => (there[key] ?? '') !== value);
  return Object.fromEntries(differs) as Record<string, string>;
}
