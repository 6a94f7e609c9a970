import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { expect, test } from 'vitest';
import { repository } from '../../scripts/build/layout.ts';
import { leftOut } from '../../scripts/build/left-out.ts';
import { asciiOnly, builtinsWithoutImport } from '../../scripts/build/slim.ts';

/** What a program says that was built of these files, `entry.mjs` among them, below a folder in which packages are found. */
async function saidBy(files: Record<string, string>, plugins: Plugin[]): Promise<string> {
  mkdirSync(join(repository, 'out'), { recursive: true });
  const folder = mkdtempSync(join(repository, 'out', 'slim-test-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    await build({
      configFile: false,
      root: folder,
      logLevel: 'error',
      ssr: { noExternal: true, target: 'node' },
      plugins,
      build: {
        ssr: join(folder, 'entry.mjs'),
        outDir: join(folder, 'out'),
        rolldownOptions: { platform: 'node', output: { format: 'es', entryFileNames: 'program.mjs' } },
      },
    });
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'out', 'program.mjs')], { encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a bundle in ASCII that takes what Node brings without an import does the same, and never loads what nobody uses', async () => {
  const said = await saidBy(
    {
      'old.cjs': `module.exports = require('http').STATUS_CODES[418];`,
      'entry.mjs': `
        import paths, { join as put } from 'node:path';
        import * as url from 'node:url';
        import { Agent } from 'node:http';
        import teapot from './old.cjs';
        const fetchIsLoaded = process.moduleLoadList.some((name) => name.includes('undici/undici'));
        console.log(put('a', 'b') === paths.join('a', 'b'), typeof url.fileURLToPath, Agent.name, teapot, 'Müllers 🍕', fetchIsLoaded);`,
    },
    [asciiOnly, builtinsWithoutImport],
  );
  expect(said).toBe(`true function Agent I'm a Teapot Müllers 🍕 false\n`);
});

test('without what it cannot reach fastify answers, and prom-client counts', async () => {
  const said = await saidBy(
    {
      'entry.mjs': `
        import Fastify from 'fastify';
        import { Counter, Gauge, Histogram, Registry } from 'prom-client';
        const compilersFactory = { buildValidator: () => () => {}, buildSerializer: () => () => JSON.stringify };
        const app = Fastify({ schemaController: { compilersFactory } });
        app.get('/', async () => ({ it: 'works' }));
        const address = await app.listen({ port: 0, host: '127.0.0.1' });
        // Before fetch, which loads it too.
        const loaded = process.moduleLoadList.some((name) => name.includes('http2/core'));
        const answer = await (await fetch(address)).text();
        await app.close();
        const registers = [new Registry()];
        new Counter({ name: 'a', help: 'b', registers }).inc();
        console.log(answer, (await registers[0].metrics()).includes('a 1'), Gauge.name, Histogram.name, loaded);`,
    },
    [leftOut, builtinsWithoutImport],
  );
  expect(said).toBe('{"it":"works"} true Gauge Histogram false\n');
});
