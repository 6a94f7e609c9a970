import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll } from 'vitest';

const repository = join(import.meta.dirname, '..', '..', '..');

/**
 * bonctl in one file, as it is on a target: the many programs of a test start five times faster than from the sources. Made
 * once by each test file that needs it (0.3 s).
 */
export const bonctlProgram = await bundle();

async function bundle(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-bonctl-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'release.json'), JSON.stringify({ name: 'bonctl', version: '0.0.1-test' }));
  await build({
    configFile: false,
    root: repository,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['better-sqlite3'], target: 'node' },
    build: {
      ssr: join(repository, 'src-pi', 'control', 'bonctl.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      rolldownOptions: { external: ['better-sqlite3'], output: { entryFileNames: 'bonctl.mjs', codeSplitting: false } },
    },
  });
  return join(folder, 'bonctl.mjs');
}
