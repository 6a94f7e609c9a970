import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isSecretSetting } from '../../../src-shared/secrets/secret-settings.ts';
import { readIfThere } from '../files/durable.ts';
import { pathOn } from '../machine.ts';
import type { ReleasePlace } from '../releases/releases.ts';
import { parseEnvironment } from './env-file.ts';
import { settingsFile } from './service-settings.ts';

/** Where the service keeps the tokens that its mail provider gave it last, below its folder. */
const tokensFile = join('data', 'mail-tokens.json');

/**
 * Every secret that lies on this machine on the service's behalf: of the settings in force, of those that are kept to go back to, and the
 * tokens of the mailbox. They are compared with here and never leave.
 */
export function machineSecrets(at: ReleasePlace): string[] {
  const file = settingsFile(at);
  const texts = settingsFilesBeside(file).map((one) => readIfThere(one) ?? '');
  const ofSettings = texts.flatMap((text) =>
    Object.entries(parseEnvironment(text)).filter(([key]) => isSecretSetting(key)),
  );
  return [
    ...ofSettings.map(([, value]) => value).flatMap(partsOf),
    ...tokensIn(readIfThere(join(pathOn(at.machine, at.place), tokensFile)) ?? ''),
  ];
}

/** Of an address what comes behind the machine's name is the secret. */
function partsOf(value: string): string[] {
  const path = /^https?:\/\/[^/]+\/(.+)$/.exec(value)?.[1];
  return [path ?? value];
}

function settingsFilesBeside(file: string): string[] {
  try {
    const begin = basename(file);
    return readdirSync(dirname(file))
      .filter((name) => name === begin || name.startsWith(`${begin}.`))
      .map((name) => join(dirname(file), name));
  } catch {
    // no service yet: no settings, no secrets
    return [];
  }
}

/** Read leniently: whatever the file calls them, a token is a long text in it. */
function tokensIn(text: string): string[] {
  return [...text.matchAll(/"refreshToken"\s*:\s*"((?:[^"\\]|\\.)+)"/g)].map(([, token]) => token ?? '');
}
