import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ReleaseManifest } from '../../src-shared/bonctl/release.ts';
import { writeWhole } from './fingerprint.ts';
import { downloads, objects } from './layout.ts';
import { archiveEnd, archiveEntries } from './tar.ts';

const compress = promisify(gzip);

/**
 * Writes `bootstrap.tar.gz`, which pairing unpacks into `/opt/bonwart`, and its card `bootstrap.json`.
 * The archive is two gzip members (RFC 1952 §2.2, every gzip joins them): what changes with each build, and the runtime,
 * which is by far the larger part and is compressed once per version.
 */
export async function writeBootstrap(manifest: ReleaseManifest, nodeVersion: string, folder: string): Promise<void> {
  const isRuntime = ({ path }: { path: string }) => path.startsWith('runtime/');
  const programs = manifest.files.filter((file) => !isRuntime(file)).map(withContent);
  const runtime = manifest.files.filter(isRuntime).map(withContent);
  const first = await compress(archiveEntries(programs), { level: 6 });
  const second = await compressedOnce(Buffer.concat([archiveEntries(runtime), archiveEnd]));
  const packed = Buffer.concat([first, second]);
  const sha256 = createHash('sha256').update(packed).digest('hex');
  writeWhole(join(folder, 'bootstrap.tar.gz'), packed);
  const card = { sha256, size: packed.length, bonctlVersion: manifest.version, nodeVersion };
  writeWhole(join(folder, 'bootstrap.json'), `${JSON.stringify(card)}\n`);
}

async function compressedOnce(content: Buffer): Promise<Buffer> {
  const cached = join(downloads, `gzip-${createHash('sha256').update(content).digest('hex')}`);
  if (!existsSync(cached)) writeWhole(cached, await compress(content, { level: 6 }));
  return readFileSync(cached);
}

function withContent({ path, mode, sha256 }: ReleaseManifest['files'][number]) {
  return { path, mode, content: readFileSync(join(objects, sha256)) };
}
