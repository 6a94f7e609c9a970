import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { fingerprint, isFresh, remember } from './fingerprint.ts';
import { output, repository } from './layout.ts';

const configuration = join(repository, 'vite.config.ts');
const page = join(output, 'renderer', 'index.html');

function inputs(): string {
  const sources = ['src-renderer', 'src-shared', 'vite.config.ts', 'package-lock.json', 'tsconfig.base.json'];
  return fingerprint(sources.map((source) => join(repository, source)));
}

/** True if `out/renderer` was made from the sources as they are, or if there is no window yet. */
export function rendererIsFresh(): boolean {
  return !existsSync(configuration) || isFresh('renderer', inputs(), [page]);
}

/** Builds the window into `out/renderer`. */
export async function buildRenderer(): Promise<'built' | 'fresh'> {
  const from = inputs();
  if (isFresh('renderer', from, [page])) return 'fresh';
  await build({ configFile: configuration, logLevel: 'warn' });
  remember('renderer', from);
  return 'built';
}
