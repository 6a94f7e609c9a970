import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { databasePlaces } from '../../../src-shared/bonctl/places.ts';
import type { Machine } from '../machine.ts';
import { execute } from '../supervisor/execute.ts';

/** The service runs as this user, not as root. */
export const serviceUser = 'wix-printer';

/** Makes the service's user where systemd supervises; elsewhere everything belongs to the one who practises. */
export async function ensureServiceUser(machine: Machine): Promise<void> {
  if (machine.services.kind !== 'systemd') return;
  if ((await execute('id', ['-u', serviceUser])).exitCode === 0) return;
  const { exitCode, output } = await execute('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    serviceUser,
  ]);
  if (exitCode !== 0) throw new Error(`useradd: ${output.trim()}`);
}

/**
 * Gives files below a folder to the service's user. Those that are not there are passed over. A database that lies in the folder itself,
 * as with some installs of the older service, goes along with the folder: SQLite makes its journal beside it.
 */
export async function giveToService(machine: Machine, folder: string, names: readonly string[]): Promise<void> {
  if (machine.services.kind !== 'systemd') return;
  await ensureServiceUser(machine);
  const paths = names.map((name) => join(folder, name)).filter((path) => existsSync(path));
  await changeOwner(['-R'], paths);
  const beside = readdirSync(folder).filter((name) => name.startsWith(databasePlaces[1]));
  if (beside.length > 0) await changeOwner([], [folder, ...beside.map((name) => join(folder, name))]);
}

async function changeOwner(options: readonly string[], paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  const owner = `${serviceUser}:${serviceUser}`;
  const { exitCode, output } = await execute('chown', [...options, '--no-dereference', owner, '--', ...paths]);
  if (exitCode !== 0) throw new Error(`chown: ${output.trim()}`);
}
