import { basename, dirname, join } from 'node:path';
import { build } from 'vite';
import { fingerprint, isFresh, remember } from './fingerprint.ts';
import { output, programs, repository } from './layout.ts';
import { leftOut } from './left-out.ts';
import { asciiOnly, builtinsWithoutImport } from './slim.ts';

/** One program that Node or Electron runs: its source, the one file that it becomes, and whose sources it is made of. */
export interface Program {
  readonly name: string;
  readonly room: 'main' | 'payload';
  readonly entry: string;
  readonly file: string;
  readonly format: 'es' | 'cjs';
}

export const allPrograms: readonly Program[] = [
  program('bonctl', 'payload', 'src-pi/control/bonctl.ts', 'bonctl.mjs'),
  program('service', 'payload', 'src-pi/service/service.ts', 'service.mjs'),
  program('database-worker', 'payload', 'src-pi/service/database/worker.ts', 'database-worker.mjs'),
  program('device-worker', 'payload', 'src-pi/service/printer/device-worker.ts', 'device-worker.mjs'),
  program('watcher', 'payload', 'src-pi/service/watcher/watcher.ts', 'watcher.mjs'),
  program('migrate', 'payload', 'src-pi/service/migrate.ts', 'migrate.mjs'),
  program('restore', 'payload', 'src-pi/service/restore.ts', 'restore.mjs'),
  program('electron-main', 'main', 'src-main/host-electron/main.ts', 'electron.js'),
  program('electron-preload', 'main', 'src-main/host-electron/preload.ts', 'preload.cjs'),
  program('browser-host', 'main', 'src-main/host-browser/main.ts', 'browser.js'),
];

function program(name: string, room: Program['room'], entry: string, file: string): Program {
  return {
    name,
    room,
    entry: join(repository, entry),
    file: join(room === 'main' ? join(output, 'main') : programs, file),
    format: file.endsWith('.cjs') ? 'cjs' : 'es',
  };
}

/** Never bundled: Electron itself, the one native module, and ssh2's natives, without which it works in JavaScript. */
const external = [/^electron$/, /^better-sqlite3$/, /^cpu-features$/, /\.node$/];

/** The inputs of a program: its room, what the rooms share, the pinned packages, and the build itself. */
export function programInputs(which: Program): string {
  const room = which.room === 'main' ? 'src-main' : 'src-pi';
  const sources = [
    room,
    'src-shared',
    'package-lock.json',
    'tsconfig.base.json',
    'scripts/build/programs.ts',
    'scripts/build/slim.ts',
    'scripts/build/left-out.ts',
  ];
  return fingerprint(sources.map((source) => join(repository, source)));
}

/** True if the program's file was made from the sources as they are. */
export function programIsFresh(which: Program): boolean {
  return isFresh(which.name, programInputs(which), [which.file]);
}

/**
 * Bundles one program into one file with its dependencies.
 * @throws what vite throws if the source does not build
 */
export async function buildProgram(which: Program): Promise<'built' | 'fresh'> {
  const inputs = programInputs(which);
  if (isFresh(which.name, inputs, [which.file])) return 'fresh';
  await build({
    configFile: false,
    root: repository,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    // CommonJS packages inside an ES module: what they know as __dirname is the bundle's folder.
    define: which.format === 'es' ? { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' } : {},
    plugins: which.room === 'payload' ? [leftOut, asciiOnly, builtinsWithoutImport] : [asciiOnly],
    resolve: { conditions: ['node', 'import', 'module', 'default'] },
    build: {
      ssr: which.entry,
      outDir: dirname(which.file),
      emptyOutDir: false,
      target: 'node24',
      // The service keeps its own text in memory: what nobody reads there is left out.
      minify: which.room === 'payload',
      sourcemap: false,
      rolldownOptions: {
        external,
        platform: 'node',
        // What is not bundled does nothing by being imported: who uses nothing of it does not load it.
        treeshake: { moduleSideEffects: 'no-external' },
        output: { format: which.format, entryFileNames: basename(which.file), codeSplitting: false },
      },
    },
  });
  remember(which.name, inputs);
  return 'built';
}
