import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Architecture } from '../../src-shared/bonctl/release.ts';
import { writeWhole } from './fingerprint.ts';
import { downloads, repository } from './layout.ts';
import { readFromArchive } from './tar.ts';

const run = promisify(execFile);
/** How long a fetch may take, in milliseconds, if it was asked for and if something else waits for it. */
const fetchDeadline = { asked: 300_000, unasked: 45_000 };
/** After a failed fetch the next one is tried only after this time, unless it is asked for. In milliseconds. */
const patience = 3_600_000;

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), integrity: z.string().optional() })),
});

/** The Node that is shipped to a Linux target: its version and the file (absolute). */
export interface Runtime {
  readonly version: string;
  readonly file: string;
}

/**
 * Finds the pinned Node for a Linux target: among the installed packages, in `.cache/`, or by `npm pack`, with its integrity
 * checked against the lock file. With `insist` it is fetched even if that failed a moment ago.
 * @throws if it cannot be fetched or is not what the lock file names
 */
export async function linuxRuntime(architecture: Architecture, insist: boolean): Promise<Runtime> {
  const name = `node-linux-${architecture}`;
  const pinned = lockSchema.parse(JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')));
  const { version, integrity } = pinned.packages[`node_modules/${name}`] ?? {};
  if (!version || !integrity) throw new Error(`package-lock.json does not pin ${name}`);
  const installed = join(repository, 'node_modules', name, 'bin', 'node');
  if (existsSync(installed)) return { version, file: installed };
  const cached = join(downloads, `${name}-${version}`);
  if (!existsSync(cached)) writeWhole(cached, await fetchRuntime(name, version, integrity, insist));
  return { version, file: cached };
}

async function fetchRuntime(name: string, version: string, integrity: string, insist: boolean): Promise<Buffer> {
  mkdirSync(downloads, { recursive: true });
  const failure = join(downloads, `${name}-${version}.failed`);
  if (!insist && existsSync(failure) && Date.now() - statSync(failure).mtimeMs < patience)
    throw new Error(`fetching it failed less than an hour ago; \`npm run build -- --architecture arm64\` tries again`);
  const folder = mkdtempSync(join(downloads, 'fetch-'));
  try {
    const parts = ['pack', `${name}@${version}`, '--pack-destination', folder, '--fetch-retries=0', '--silent'];
    await runNpm(parts, insist ? fetchDeadline.asked : fetchDeadline.unasked);
    const packed = readdirSync(folder).find((file) => file.endsWith('.tgz'));
    if (!packed) throw new Error('npm pack left no archive');
    const archive = readFileSync(join(folder, packed));
    const found = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
    if (found !== integrity) throw new Error(`${name}@${version} is not what the lock file names`);
    rmSync(failure, { force: true });
    return readFromArchive(gunzipSync(archive), 'package/bin/node');
  } catch (error) {
    writeWhole(failure, String(error));
    throw new Error(`cannot fetch ${name}@${version}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the npm that runs this script (on Windows `npm` is a batch file, which needs a shell), else the one in the path. */
async function runNpm(parts: readonly string[], timeout: number): Promise<void> {
  const running = process.env.npm_execpath;
  const [program, first] = running ? [process.execPath, [running]] : ['npm', []];
  await run(program, [...first, ...parts], { cwd: repository, timeout });
}
