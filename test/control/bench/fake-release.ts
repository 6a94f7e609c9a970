import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReleaseManifest } from '../../../src-shared/bonctl/release.ts';

const here = import.meta.dirname;
const repository = join(here, '..', '..', '..');

/** What a release in miniature does wrong. Nothing, unless said. */
export interface Behaviour {
  readonly service?: 'good' | 'unhealthy' | 'silent' | 'crashes';
  readonly stop?: 'terminates' | 'ignores';
  readonly migration?: 'good' | 'hangs' | 'fails-in-rehearsal' | 'fails-live' | 'down-forgets';
}

export interface FakeRelease {
  readonly manifest: ReleaseManifest;
  /** The contents by their hash. */
  readonly contents: ReadonlyMap<string, Buffer>;
}

const migrations = [
  {
    name: '0001-orders',
    up: 'CREATE TABLE orders (id TEXT PRIMARY KEY, accepted_by TEXT NOT NULL);',
    down: 'DROP TABLE orders;',
  },
  {
    name: '0002-notes',
    up: 'CREATE TABLE notes (order_id TEXT NOT NULL, text TEXT NOT NULL); CREATE INDEX notes_order ON notes (order_id);',
    down: 'DROP TABLE notes;',
  },
  { name: '0003-areas', up: 'CREATE TABLE areas (id TEXT PRIMARY KEY);', down: 'DROP TABLE areas;' },
];

/**
 * A release of the print service in miniature: real programs that run on Node and SQLite, 10 kB in all. Its `node` is a script
 * that starts the Node of the tests.
 */
export function fakeRelease(version: string, schema = 1, behaviour: Behaviour = {}): FakeRelease {
  const contents = new Map<string, Buffer>();
  const file = (path: string, content: string | Buffer, mode: 0o644 | 0o755 = 0o644) => {
    const bytes = Buffer.from(content);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    contents.set(sha256, bytes);
    return { path, sha256, size: bytes.length, mode };
  };
  const sqlite = JSON.stringify(join(repository, 'node_modules', 'better-sqlite3'));
  const files = [
    file('node', `#!/bin/sh\nexec "${process.execPath}" "$@"\n`, 0o755),
    file('service.mjs', readFileSync(join(here, 'release', 'service.mjs'))),
    file('migrate.mjs', readFileSync(join(here, 'release', 'migrate.mjs'))),
    file('restore.mjs', readFileSync(join(here, 'release', 'restore.mjs'))),
    file('release.json', JSON.stringify({ name: 'wix-printer-service', version, schema, behaviour })),
    file('node_modules/better-sqlite3/package.json', '{"name":"better-sqlite3","main":"index.js"}'),
    file('node_modules/better-sqlite3/index.js', `module.exports = require(${sqlite});\n`),
    ...migrations
      .slice(0, schema)
      .flatMap(({ name, up, down }) => [
        file(`migrations/${name}.up.sql`, up),
        file(`migrations/${name}.down.sql`, down),
      ]),
  ];
  const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';
  return { manifest: { format: 1, name: 'wix-printer-service', version, architecture, schema, files }, contents };
}
