import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { output } from '../../scripts/build/layout.ts';
import type { Benchmark, Figure } from './figure.ts';

/** What the window loads before it shows anything, and the bridge of Electron: compressed, in kB of 1000 bytes. */
export const bundleSize: Benchmark = {
  name: 'bundle-size',
  async run() {
    const page = join(output, 'renderer', 'index.html');
    const preload = join(output, 'main', 'preload.cjs');
    if (!existsSync(page) || !existsSync(preload)) return { skipped: 'the window was not built (npm run build)' };
    const html = readFileSync(page, 'utf8');
    const scripts = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(([, path]) => path ?? '');
    if (scripts.length === 0) throw new Error('the page loads no script');
    const first = scripts.reduce((sum, path) => sum + compressed(join(output, 'renderer', path)), 0);
    return [figure('first-load JavaScript, gzip', first, 250), figure('preload, gzip', compressed(preload), 10)];
  },
};

function figure(name: string, value: number, target: number): Figure {
  return { name, value, unit: 'kB', better: 'lower', target, comparedTo: null };
}

function compressed(file: string): number {
  return gzipSync(readFileSync(file), { level: 9 }).length / 1000;
}
