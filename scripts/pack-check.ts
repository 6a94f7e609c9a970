import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { repository } from './build/layout.ts';
import { inspectPackage, packageSizes } from './pack/inspect.ts';
import { writeStandIn } from './pack/stand-in.ts';

/**
 * `npm run pack:check`: packs the application for Linux into a folder, with a stand-in for Electron's binary, and says what is
 * inside and what is not. Works without a network once the runtimes are there. Exit 1 if anything is not as it should be.
 */
const { electronVersion } = z
  .object({ electronVersion: z.string() })
  .parse(parse(readFileSync(join(repository, 'electron-builder.yml'), 'utf8')));
const work = mkdtempSync(join(tmpdir(), 'bonwart-pack-'));
const builder = join(repository, 'node_modules', 'electron-builder', 'cli.js');

try {
  writeStandIn(join(work, 'electron'), electronVersion);
  const settings = { electronDist: join(work, 'electron'), 'directories.output': join(work, 'packed') };
  const options = Object.entries(settings).map(([key, value]) => `--config.${key}=${value}`);
  const parts = [builder, '--linux', 'dir', '--x64', '--publish', 'never', ...options];
  const packed = spawnSync(process.execPath, parts, { cwd: repository, encoding: 'utf8', timeout: 300_000 });
  if (packed.status !== 0) throw new Error(`electron-builder failed:\n${packed.stdout}\n${packed.stderr}`);
  const folder = join(work, 'packed', 'linux-unpacked');
  for (const [what, size] of Object.entries(packageSizes(folder)))
    console.log(`${what}: ${(size / 1_000_000).toFixed(1)} MB`);
  const problems = inspectPackage(folder, 'linux-x64');
  for (const problem of problems) console.log(problem);
  console.log(`pack: ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  rmSync(work, { recursive: true, force: true });
}
