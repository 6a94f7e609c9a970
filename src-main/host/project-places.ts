import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The folder that holds package.json: the repository, or the packed application. Sources and bundles both lie below it. */
export function findProjectFolder(from: string): string {
  let folder = from;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`no package.json above ${from}`);
    folder = above;
  }
  return folder;
}

/** Where a program keeps its data on this system, if nothing else was asked for. */
export function usualDataFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  if (platform === 'win32') return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Bonwart');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Bonwart');
  return join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'bonwart');
}
