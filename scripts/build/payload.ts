import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Architecture, type ReleaseManifest, releaseManifestSchema } from '../../src-shared/bonctl/release.ts';
import { writeBootstrap } from './bootstrap.ts';
import { fingerprint, isFresh, remember, writeWhole } from './fingerprint.ts';
import { payloads, programs, repository } from './layout.ts';
import { storeObject } from './objects.ts';
import { allPrograms, programIsFresh } from './programs.ts';
import {
  bonctlFiles,
  dataFolders,
  type SourceFile,
  schemaOf,
  serviceFiles,
  serviceMigrations,
} from './release-files.ts';
import { linuxRuntime, type Runtime } from './runtime.ts';

/** Which payload: for a Linux target, or for the practice Pi on the machine that builds. */
export type PayloadName = 'linux-x64' | 'linux-arm64' | 'practice';
export const payloadNames: readonly PayloadName[] = ['practice', 'linux-x64', 'linux-arm64'];
const serviceName = 'wix-printer-service';
/** The version that the practice Pi starts with, so that there is something to deploy and to return to. */
const previousVersion = '0.0.1-practice';

function made(name: PayloadName): string[] {
  const bootstrap = ['bonctl.json', 'bootstrap.json', 'bootstrap.tar.gz'];
  const files = [...bootstrap, `${serviceName}.json`];
  const all = name === 'practice' ? [...files, `${serviceName}-previous.json`] : files;
  return all.map((file) => join(payloads, name, file));
}

function inputs(): string {
  return fingerprint([
    programs,
    ...dataFolders,
    ...['package.json', 'package-lock.json', 'scripts/build'].map(absolute),
  ]);
}

/** True if the payload was made from the sources as they are. */
export function payloadIsFresh(name: PayloadName): boolean {
  const bundles = allPrograms.filter(({ room }) => room === 'payload');
  return bundles.every(programIsFresh) && isFresh(`payload-${name}`, inputs(), made(name));
}

/**
 * Makes one payload out of the bundles: manifests, objects, and the archive that pairing unpacks.
 * The same inputs make the same hashes. `insist` fetches a foreign runtime even if that failed a moment ago.
 * @throws if the runtime cannot be had, or a manifest does not fit its schema
 */
export async function buildPayload(name: PayloadName, insist: boolean): Promise<'built' | 'fresh'> {
  const from = inputs();
  if (isFresh(`payload-${name}`, from, made(name))) return 'fresh';
  const architecture = architectureOf(name);
  const system = name === 'practice' ? `${process.platform}-${architecture}` : name;
  const runtime = await runtimeFor(system, architecture, insist);
  const version = packageVersion();
  const migrations = serviceMigrations();
  const schema = schemaOf(migrations);

  const common = { architecture, folder: join(payloads, name) };
  const bonctl = await release({
    ...common,
    name: 'bonctl',
    version,
    schema: 0,
    files: bonctlFiles(system, runtime.file),
  });
  await writeBootstrap(bonctl, runtime.version, common.folder);
  const files = serviceFiles(system, runtime.file, schema);
  await release({ ...common, name: serviceName, version, schema, files });
  if (name === 'practice') {
    const before = schemaOf(migrations.filter(({ number }) => number < schema));
    const older = { ...common, name: serviceName, version: previousVersion, schema: before };
    await release({ ...older, files: serviceFiles(system, runtime.file, before), manifest: `${serviceName}-previous` });
  }
  remember(`payload-${name}`, from);
  return 'built';
}

interface ReleaseParts {
  readonly name: string;
  readonly version: string;
  readonly schema: number;
  readonly architecture: Architecture;
  readonly folder: string;
  readonly files: readonly SourceFile[];
  /** Name of the manifest's file, without `.json`; the release's name if not given. */
  readonly manifest?: string;
}

async function release(parts: ReleaseParts): Promise<ReleaseManifest> {
  const { name, version, schema, architecture } = parts;
  const card = Buffer.from(`${JSON.stringify({ name, version, schema })}\n`);
  const cardPath = name === 'bonctl' ? 'bonctl/release.json' : 'release.json';
  const files: ReleaseManifest['files'] = [];
  for (const { path, mode, content } of [...parts.files, { path: cardPath, mode: 0o644 as const, content: card }])
    files.push({ path, sha256: await storeObject(content), size: content.length, mode });
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = releaseManifestSchema.parse({ format: 1, name, version, architecture, schema, files });
  writeWhole(join(parts.folder, `${parts.manifest ?? name}.json`), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/** The practice Pi lives on this machine and so takes its Node; a Linux target gets the pinned one. */
async function runtimeFor(system: string, architecture: Architecture, insist: boolean): Promise<Runtime> {
  if (system.startsWith('linux-')) return linuxRuntime(architecture, insist);
  return { version: process.versions.node, file: process.execPath };
}

function architectureOf(name: PayloadName): Architecture {
  if (name !== 'practice') return name === 'linux-x64' ? 'x64' : 'arm64';
  if (process.arch === 'x64' || process.arch === 'arm64') return process.arch;
  throw new Error(`no practice Pi on ${process.arch}`);
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(absolute('package.json'), 'utf8')) as { version: string };
  return version;
}

function absolute(path: string): string {
  return join(repository, path);
}
