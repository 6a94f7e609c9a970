import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { z } from 'zod';
import { releaseManifestSchema } from '../../src-shared/bonctl/release.ts';
import { readFuses } from './stand-in.ts';

/** What is in the archive, and nothing else; `*` stands for a part of a name. */
const expected = [
  'package.json',
  'out/main/electron.js',
  'out/main/preload.cjs',
  'out/main/browser.js',
  'out/renderer/**',
  'resources/**',
  'migrations/**',
  'node_modules/better-sqlite3/package.json',
  'node_modules/better-sqlite3/LICENSE',
  'node_modules/better-sqlite3/lib/**',
];
const required = [
  ...expected.slice(0, 4),
  'out/renderer/index.html',
  'resources/runbooks/wix-printer-service.yaml',
  'node_modules/better-sqlite3/lib/index.js',
];
/** A key with a body; the words alone stand in every SSH library. */
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}/;
const secretNames = /(^|\/)(\.env|\.npmrc|id_[a-z0-9]+|[^/]*\.(pem|key|p12|pfx))$/;
const wantedFuses = {
  runAsNode: 'off',
  cookieEncryption: 'on',
  nodeOptions: 'off',
  nodeCliInspect: 'off',
  embeddedAsarIntegrityValidation: 'on',
  onlyLoadAppFromAsar: 'on',
  loadBrowserProcessSpecificV8Snapshot: 'off',
  grantFileProtocolExtraPrivileges: 'off',
};
const payloads = ['linux-x64', 'linux-arm64'];

/** Every way in which an unpacked Linux application is not what it should be. `platform` names its native module. */
export function inspectPackage(folder: string, platform: string): string[] {
  const archive = join(folder, 'resources', 'app.asar');
  return [
    ...archiveProblems(archive, platform),
    ...payloadsProblems(join(folder, 'resources', 'payload')),
    ...fuseProblems(readFileSync(join(folder, 'bonwart'))),
    ...languageProblems(join(folder, 'locales')),
  ];
}

function archiveProblems(archive: string, platform: string): string[] {
  const native = `node_modules/better-sqlite3/prebuilds/${platform}.node`;
  const files = listPackage(archive, { isPack: false })
    .map((path) => path.split(sep).join('/').replace(/^\//, ''))
    .filter((path) => /\.[^/]+$|LICENSE$/.test(path));
  const problems = files
    .filter((path) => path !== native && !expected.some((each) => matches(each, path)))
    .map((path) => `the archive holds ${path}, which does not belong there`);
  for (const path of [...required, native]) if (!files.includes(path)) problems.push(`the archive lacks ${path}`);
  if (!existsSync(join(`${archive}.unpacked`, native)))
    problems.push(`${native} is not unpacked, so it cannot be loaded`);
  for (const path of files.filter((each) => each !== native))
    problems.push(...secretProblems(path, extractFile(archive, path).toString('latin1')));
  const { devDependencies } = JSON.parse(extractFile(archive, 'package.json').toString('utf8')) as Record<
    string,
    unknown
  >;
  if (devDependencies) problems.push('package.json still names the development dependencies');
  return problems;
}

function payloadsProblems(folder: string): string[] {
  const files = allFiles(folder).map((path) => relative(folder, path).split(sep).join('/'));
  const known = /^(objects\/[0-9a-f]{64}(\.zst)?|(practice|linux-x64|linux-arm64)\/[a-z-]+\.(json|tar\.gz))$/;
  const foreign = files.filter((path) => !known.test(path));
  return [
    ...foreign.map((path) => `in the payload lies ${path}`),
    ...payloads.flatMap((payload) => payloadProblems(folder, payload)),
  ];
}

const cardSchema = z.object({ sha256: z.string(), size: z.number() });

/** The payload is the one that pairing uploads: each object has the hash by which the manifests name it. */
function payloadProblems(folder: string, payload: string): string[] {
  const file = (name: string) => join(folder, payload, name);
  const names = ['bonctl.json', 'wix-printer-service.json', 'bootstrap.json', 'bootstrap.tar.gz'];
  const missing = names.filter((name) => !existsSync(file(name)));
  if (missing.length > 0) return missing.map((name) => `the payload ${payload} lacks ${name}`);
  const problems: string[] = [];
  const card = cardSchema.parse(JSON.parse(readFileSync(file('bootstrap.json'), 'utf8')));
  if (sha256(file('bootstrap.tar.gz')) !== card.sha256)
    problems.push(`${payload}: the bootstrap is not what its card says`);
  for (const name of ['bonctl.json', 'wix-printer-service.json']) {
    const manifest = releaseManifestSchema.parse(JSON.parse(readFileSync(file(name), 'utf8')));
    for (const each of manifest.files) {
      const object = join(folder, 'objects', each.sha256);
      if (!existsSync(object) || !existsSync(`${object}.zst`)) problems.push(`${payload}: ${each.path} has no object`);
      else if (sha256(object) !== each.sha256) problems.push(`${payload}: the object of ${each.path} is damaged`);
    }
  }
  return problems;
}

function fuseProblems(binary: Buffer): string[] {
  const found = readFuses(binary);
  return Object.entries(wantedFuses)
    .filter(([name, state]) => found[name] !== state)
    .map(([name, state]) => `the fuse ${name} is ${found[name]}, not ${state}`);
}

function languageProblems(folder: string): string[] {
  const languages = readdirSync(folder).sort().join(' ');
  return languages === 'de.pak en-US.pak' ? [] : [`the languages are ${languages}`];
}

function secretProblems(path: string, content: string): string[] {
  if (secretNames.test(path)) return [`${path} looks like a secret by its name`];
  return privateKey.test(content) ? [`${path} holds a private key`] : [];
}

/** The sizes of what is inside, in bytes, for the eye. */
export function packageSizes(folder: string): Record<string, number> {
  const size = (path: string) => allFiles(join(folder, path)).reduce((sum, file) => sum + statSync(file).size, 0);
  return {
    'app.asar': statSync(join(folder, 'resources/app.asar')).size,
    'native modules': size('resources/app.asar.unpacked'),
    'payload for the Pi': size('resources/payload'),
  };
}

function allFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith('/**') ? path.startsWith(pattern.slice(0, -2)) : pattern === path;
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
