import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { output } from '../../scripts/build/layout.ts';
import type { Benchmark, Figure } from './figure.ts';

/**
 * What the window loads before it shows anything, the texts of its language among it (of the two the longer), and the bridge of Electron:
 * compressed, in kB of 1000 bytes.
 */
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
    const texts = Math.max(compressedTexts('german'), compressedTexts('english'));
    return [
      figure('first-load JavaScript, gzip', first + texts, 250),
      figure('preload, gzip', compressed(preload), 10),
    ];
  },
};

function figure(name: string, value: number, target: number): Figure {
  return { name, value, unit: 'kB', better: 'lower', target, comparedTo: null };
}

/** @throws if the language is no longer a file of its own: it would be in none of the figures, or in all */
function compressedTexts(language: 'german' | 'english'): number {
  const folder = join(output, 'renderer', 'assets');
  const [file, ...more] = readdirSync(folder).filter((name) => name.startsWith(`${language}-`) && name.endsWith('.js'));
  if (!file || more.length > 0) throw new Error(`the texts of ${language} are not one file in ${folder}`);
  return compressed(join(folder, file));
}

function compressed(file: string): number {
  return gzipSync(readFileSync(file), { level: 9 }).length / 1000;
}
