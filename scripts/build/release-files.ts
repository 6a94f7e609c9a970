import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { filesBelow } from './fingerprint.ts';
import { programs, repository } from './layout.ts';

/** A file of a release before it is hashed: where it will be, and where its content is now. */
export interface SourceFile {
  readonly path: string;
  readonly mode: 0o644 | 0o755;
  readonly content: Uint8Array;
}

const migrationsFolder = join(repository, 'migrations', 'service');
const resourcesFolder = join(repository, 'resources');
/** The target never reads these: icons, mail providers and practice belong to the desktop app, and a runbook travels with the run. */
const panelOnly = ['icons', 'practice', 'runbooks'];

/** The sources of the service's data files, for the build's fingerprint. */
export const dataFolders = [migrationsFolder, resourcesFolder, join(repository, 'node_modules', 'better-sqlite3')];

/** The migrations of the print service with the number that each file's name starts with, up and down files alike. */
export function serviceMigrations(): { file: string; number: number }[] {
  return filesBelow(migrationsFolder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => ({ file, number: Number.parseInt(basename(file), 10) }))
    .map(({ file, number }) => {
      if (!Number.isSafeInteger(number)) throw new Error(`a migration's name starts with its number: ${file}`);
      return { file, number };
    });
}

/** The schema that the migrations up to `limit` end at; 0 without any. */
export function schemaOf(migrations: readonly { number: number }[]): number {
  return Math.max(0, ...migrations.map(({ number }) => number));
}

/** What the native SQLite module needs at run time, for one system (`linux-x64`), to lie beside a bundle. */
export function sqliteModule(system: string, folder: string): SourceFile[] {
  const module = join(repository, 'node_modules', 'better-sqlite3');
  const prebuild = join(module, 'prebuilds', `${system}.node`);
  if (!existsSync(prebuild)) throw new Error(`better-sqlite3 brings no prebuilt module for ${system}`);
  const scripts = filesBelow(join(module, 'lib'));
  return [...scripts, join(module, 'package.json'), join(module, 'LICENSE'), prebuild].map((file) => ({
    path: `${folder}/${slashes(relative(module, file))}`,
    mode: 0o644,
    content: readFileSync(file),
  }));
}

/** Everything of the print service's release but its name card: see the brief of a release in `docs/architecture.md`. */
export function serviceFiles(system: string, runtime: string, lastMigration: number): SourceFile[] {
  const names = [
    'service.mjs',
    'database-worker.mjs',
    'device-worker.mjs',
    'migrate.mjs',
    'restore.mjs',
    'watcher.mjs',
  ];
  const bundles = names.filter((file) => existsSync(join(programs, file)));
  const folders = existsSync(resourcesFolder)
    ? readdirSync(resourcesFolder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !panelOnly.includes(entry.name))
        .map(({ name }) => name)
    : [];
  const resources = folders.flatMap((name) => filesBelow(join(resourcesFolder, name)));
  return [
    { path: 'node', mode: 0o755, content: contentOf(runtime) },
    ...bundles.map((file) => plain(file, join(programs, file))),
    ...serviceMigrations()
      .filter(({ number }) => number <= lastMigration)
      .map(({ file }) => plain(`migrations/${slashes(relative(migrationsFolder, file))}`, file)),
    ...resources.map((file) => plain(`resources/${slashes(relative(resourcesFolder, file))}`, file)),
    ...sqliteModule(system, 'node_modules/better-sqlite3'),
  ];
}

/** What pairing unpacks into `/opt/bonwart`: the runtime, bonctl with its unit files, and the script that starts it. */
export function bonctlFiles(system: string, runtime: string): SourceFile[] {
  const bundle = join(programs, 'bonctl.mjs');
  const units = join(resourcesFolder, 'units');
  const usesSqlite = /from\s*["']better-sqlite3["']|require\(["']better-sqlite3["']\)/.test(
    readFileSync(bundle, 'utf8'),
  );
  return [
    { path: 'runtime/node', mode: 0o755, content: contentOf(runtime) },
    { path: 'bin/bonctl', mode: 0o755, content: Buffer.from(wrapper) },
    plain('bonctl/bonctl.mjs', bundle),
    ...filesBelow(units).map((file) => plain(`bonctl/resources/units/${slashes(relative(units, file))}`, file)),
    ...(usesSqlite ? sqliteModule(system, 'bonctl/node_modules/better-sqlite3') : []),
  ];
}

/** Finds its own folder through symbolic links, so that it works from anywhere and below any root. */
const wrapper = `#!/bin/sh
# Starts bonctl with the Node that was shipped along; nothing else on this machine is used.
here=$(dirname "$(readlink -f "$0")")
# A newer one that came with a deployment (src-pi/control/renewal) goes before the one of the pairing.
newer=$here/../current
if [ -x "$newer/runtime/node" ] && [ -f "$newer/bonctl/bonctl.mjs" ]; then
  exec "$newer/runtime/node" "$newer/bonctl/bonctl.mjs" "$@"
fi
exec "$here/../runtime/node" "$here/../bonctl/bonctl.mjs" "$@"
`;

function plain(path: string, file: string): SourceFile {
  return { path, mode: 0o644, content: readFileSync(file) };
}

function slashes(path: string): string {
  return path.split(sep).join('/');
}

const read = new Map<string, Buffer>();

/** The runtime goes into several releases of one build: one read, and one buffer whose hash is remembered. */
function contentOf(file: string): Buffer {
  const content = read.get(file) ?? readFileSync(file);
  read.set(file, content);
  return content;
}
