import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { asciiOnly, builtinsWithoutImport } from '../../scripts/build/slim.ts';

test('a bundle in ASCII that takes what Node brings without an import does the same, and never loads what nobody uses', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-slim-'));
  try {
    writeFileSync(join(folder, 'old.cjs'), `module.exports = require('http').STATUS_CODES[418];`);
    writeFileSync(
      join(folder, 'entry.mjs'),
      `import paths, { join as put } from 'node:path';
       import * as url from 'node:url';
       import { Agent } from 'node:http';
       import teapot from './old.cjs';
       const fetchIsLoaded = process.moduleLoadList.some((name) => name.includes('undici/undici'));
       console.log(put('a', 'b') === paths.join('a', 'b'), typeof url.fileURLToPath, Agent.name, teapot, 'Müllers 🍕', fetchIsLoaded);`,
    );
    await build({
      configFile: false,
      root: folder,
      logLevel: 'error',
      ssr: { noExternal: true, target: 'node' },
      plugins: [asciiOnly, builtinsWithoutImport],
      build: {
        ssr: join(folder, 'entry.mjs'),
        outDir: join(folder, 'out'),
        rolldownOptions: { platform: 'node', output: { format: 'es', entryFileNames: 'program.mjs' } },
      },
    });
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'out', 'program.mjs')], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toBe(`true function Agent I'm a Teapot Müllers 🍕 false\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
