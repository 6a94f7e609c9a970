import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allPrograms, buildProgram } from '../../../scripts/build/programs.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** Another build of the service, in a folder of its own. */
export interface ServiceBuild {
  /** For `startService` and `openRestaurant`. */
  readonly program: string;
  remove(): void;
}

/** The service as it is released, bundled: it starts in half the time of the sources, which counts in long runs. */
export async function bundledService(): Promise<ServiceBuild> {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-bundle-'));
  for (const program of allPrograms.filter(({ name }) =>
    ['service', 'database-worker', 'device-worker'].includes(name),
  )) {
    await buildProgram(program);
    cpSync(program.file, join(folder, `${program.name}.mjs`));
  }
  cpSync(join(repository, 'migrations', 'service'), join(folder, 'migrations'), { recursive: true });
  cpSync(join(repository, 'resources'), join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  for (const module of ['better-sqlite3'])
    symlinkSync(join(repository, 'node_modules', module), join(folder, 'node_modules', module));
  writeFileSync(join(folder, 'release.json'), JSON.stringify({ version: '0.0.1' }));
  return { program: join(folder, 'service.mjs'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A copy of the sources in which one protection is taken away: what must then go red, does it? */
export function serviceWithout(file: string, protection: string, instead: string): ServiceBuild {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-mutant-'));
  for (const name of ['src-pi', 'src-shared', 'migrations', 'resources', 'package.json'])
    cpSync(join(repository, name), join(folder, name), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(protection).length !== 2) throw new Error(`${file} does not hold exactly once: ${protection}`);
  writeFileSync(path, source.replace(protection, instead));
  return {
    program: join(folder, 'src-pi', 'service', 'service.ts'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
