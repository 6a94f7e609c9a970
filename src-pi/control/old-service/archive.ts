import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../../src-shared/bonctl/places.ts';
import { readIfThere, syncFolder, writeDurably } from '../files/durable.ts';
import { execute } from '../supervisor/execute.ts';
import { oldUnitPaths } from './old-units.ts';
import { giveBack, type Owners, ownersIn, ownersSchema } from './owners.ts';

/** Below `/`, as tar names them. */
const service = places.service.slice(1);
/** What is ours in that folder, and the database, which is copied through SQLite beside this archive. */
const notOfTheOld = ['releases', 'current', '.env.before-*', '*.db', '*.db-journal', '*.db-wal', '*.db-shm'].map(
  (name) => `--exclude=${service}/${name}`,
);
const databases = ['*.db', '*.db-journal', '*.db-wal', '*.db-shm'].map((name) => `--exclude=${service}/data/${name}`);
/** A program that runs writes on in its logs: they are kept, but two readings of them differ. */
const logs = `--exclude=${service}/logs`;

const files = 'service.tar';
const units = 'units.tar';
const owners = 'owners.json';
/** What our service keeps there for itself; its backups stay, they may be needed. */
const ownFiles = ['data/reserve', 'data/service-silent.json'];

async function tar(parameters: readonly string[], signal?: AbortSignal, alsoFine: number[] = []): Promise<void> {
  const { exitCode, output } = await execute('tar', ['--directory=/', ...parameters], 170_000, signal);
  if (exitCode === null || ![0, ...alsoFine].includes(exitCode))
    throw new Error(`tar ${parameters[0]}: ${output.trim().slice(-1000)}`);
}

/**
 * Keeps the older service whole: its files, its units with what enables them, and who owned what. Proven by reading the archive
 * back against what lies there. The folder appears in one step; one that is there is complete.
 */
export async function archiveOldService(folder: string, signal?: AbortSignal): Promise<{ bytes: number }> {
  if (!existsSync(folder)) {
    const scratch = `${folder}.partial`;
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    writeDurably(join(scratch, owners), JSON.stringify(ownersIn(places.service)), 0o600);
    const without = [...notOfTheOld, ...databases];
    const archive = `--file=${join(scratch, files)}`;
    // 1: a file changed while it was read (tar, exit status); those that may are compared by nobody
    await tar(['--create', archive, ...without, service], signal, [1]);
    await tar(['--compare', archive, ...without, logs], signal);
    const paths = oldUnitPaths().map((path) => path.slice(1));
    await tar(['--create', `--file=${join(scratch, units)}`, '--files-from=/dev/null', ...paths], signal);
    await tar(['--compare', `--file=${join(scratch, units)}`], signal);
    for (const name of [files, units]) await flush(join(scratch, name));
    renameSync(scratch, folder);
    syncFolder(join(folder, '..'));
  }
  return { bytes: statSync(join(folder, files)).size };
}

async function flush(path: string): Promise<void> {
  const { exitCode, output } = await execute('sync', ['--', path]);
  if (exitCode !== 0) throw new Error(`sync ${path}: ${output.trim()}`);
}

/** Brings units, settings and owners back to what they were. Says false if there is no archive: then nothing had been changed. */
export async function restoreOldService(folder: string, signal?: AbortSignal): Promise<boolean> {
  const text = readIfThere(join(folder, owners));
  if (text === null) return false;
  const was: Owners = ownersSchema.parse(JSON.parse(text));
  await tar(['--extract', '--same-permissions', `--file=${join(folder, units)}`], signal);
  if ('.env' in was) {
    const one = [`${service}/.env`];
    await tar(['--extract', '--same-permissions', `--file=${join(folder, files)}`, ...one], signal);
  }
  for (const name of ownFiles) if (!(name in was)) rmSync(join(places.service, name), { force: true });
  giveBack(places.service, was);
  return true;
}

/** How much an archive of the older service takes (du(1)). */
export async function bytesBelow(folder: string): Promise<number> {
  const { output } = await execute('du', ['--summarize', '--bytes', '--', folder], 8000);
  return Number.parseInt(output, 10) || 0;
}
