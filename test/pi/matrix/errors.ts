import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { places, unitNames } from '../../../src-shared/bonctl/places.ts';
import type { ReleaseManifest } from '../../../src-shared/bonctl/release.ts';
import type { Runbook } from '../../../src-shared/runbook/schema.ts';
import type { PairedPi } from '../paired-pi.ts';

type Deployment = ReturnType<PairedPi['deployment']>;

/** How one step is made to fail, from outside or by what is deployed. */
export interface Wrong {
  /** In one line, for the table of results. */
  readonly what: string;
  /** Changes the Pi before the run starts. */
  before?(target: PairedPi): Promise<unknown>;
  /** Changes what is deployed. */
  deployed?(target: PairedPi, request: Deployment): Deployment;
  /** Changes the Pi when the step `at` begins; must be done within milliseconds. */
  readonly at?: string;
  meanwhile?(target: PairedPi): void;
  /** The step that finds it, where an earlier one does. */
  readonly noticedAt?: string;
  /** Takes it back, when the run asks what to do. */
  after?(target: PairedPi): Promise<unknown>;
}

const database = `${places.service}/data/printer_service.db`;
const socketUnit = `${places.units}/${unitNames.socket}`;
const hold = '/run/wix-printer-service.hold';

/** Puts a file of another content into the release, and the content into the Pi's store. */
function replaced(target: PairedPi, manifest: ReleaseManifest, path: string, content: string): ReleaseManifest {
  const bytes = Buffer.from(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(target.pi.root, places.store, sha256), bytes);
  const files = manifest.files.filter((file) => file.path !== path);
  return { ...manifest, files: [...files, { path, sha256, size: bytes.length, mode: 0o644 }] };
}

function withRelease(path: string, content: string): Wrong['deployed'] {
  return (target, request) => ({ ...request, manifest: replaced(target, request.manifest, path, content) });
}

/** The true migration under another name, and one before it that fails on the way up, on the live database alone. */
function withMigrationThatFailsLive(target: PairedPi, request: Deployment): Deployment {
  const original = request.manifest.files.find((file) => file.path === 'migrate.mjs');
  if (!original) throw new Error('the release has no migration');
  const content = `const live = process.argv.some((one) => one.endsWith('${database}'));
const up = process.argv.includes('${request.manifest.schema}');
if (live && up) { console.log(JSON.stringify({ error: { code: 'internal.bug', cause: 'the test wants it' } })); process.exit(1); }
await import('./migrate-really.mjs');
`;
  const manifest = {
    ...request.manifest,
    files: [...request.manifest.files, { ...original, path: 'migrate-really.mjs' }],
  };
  return { ...request, manifest: replaced(target, manifest, 'migrate.mjs', content) };
}

function withLimit(request: Deployment, step: string, timeout: number): Deployment {
  const phases: Runbook['phases'] = request.runbook.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((one) => (one.id === step ? { ...one, timeout } : one)),
  }));
  return { ...request, runbook: { ...request.runbook, phases } };
}

function withCommand(request: Deployment, step: string, program: string): Deployment {
  const command = { program, arguments: [] };
  const none = { de: 'Nichts geschehen', en: 'Nothing happened' };
  const phases: Runbook['phases'] = request.runbook.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((one) => {
      if (one.id !== step || !('use' in one)) return one;
      const { use: _use, with: _with, ...common } = one;
      return { ...common, run: command, check: command, undo: { none } };
    }),
  }));
  return { ...request, runbook: { ...request.runbook, phases } };
}

function contentOf(target: PairedPi, path: string): string {
  const file = target.newest.files.find((one) => one.path === path);
  return join(target.pi.root, places.store, file?.sha256 ?? '');
}
let kept = Buffer.alloc(0);

export const errors: Readonly<Record<string, Wrong>> = {
  machine: {
    what: 'the disk is nearly full',
    before: ({ pi }) => pi.smallDisk(60),
    after: ({ pi }) => pi.smallDisk(null),
  },
  'database-check': {
    what: 'what lies there is no database',
    noticedAt: 'machine',
    before: ({ pi }) => pi.run(`mount --bind /etc/hosts ${database}`),
    after: ({ pi }) => pi.run(`umount ${database}`),
  },
  backup: {
    what: 'backups cannot be written',
    before: ({ pi }) => pi.run(`mkdir -p ${places.backups}; mount -t tmpfs -o ro none ${places.backups}`),
    after: ({ pi }) => pi.run(`umount ${places.backups}`),
  },
  stage: {
    what: 'a file was changed on the card',
    before: async (target) => {
      kept = readFileSync(contentOf(target, 'release.json'));
      writeFileSync(contentOf(target, 'release.json'), Buffer.alloc(kept.length, 'x'));
    },
    after: async (target) => writeFileSync(contentOf(target, 'release.json'), kept),
  },
  rehearsal: { what: 'the migration fails', deployed: withRelease('migrate.mjs', 'process.exit(1);\n') },
  'take-over': {
    what: 'a command that fails in its place: here is no older service (test/pi/old-service.test.ts has one)',
    deployed: (_, request) => withCommand(request, 'take-over', '/bin/false'),
  },
  migrate: { what: 'the migration fails on the live database alone', deployed: withMigrationThatFailsLive },
  settings: {
    what: 'a setting has not the form that it must have',
    deployed: (_, request) => ({ ...request, settings: { ...request.settings, WIX_API_KEY: 'short' } }),
  },
  units: {
    what: 'the unit cannot be replaced',
    before: ({ pi }) => pi.run(`mount --bind ${socketUnit} ${socketUnit}`),
    after: ({ pi }) => pi.run(`umount ${socketUnit}`),
  },
  stop: {
    what: 'the service cannot be told to wait',
    before: ({ pi }) => pi.run(`mkdir ${hold}`),
    after: ({ pi }) => pi.run(`rmdir ${hold}`),
  },
  switch: {
    what: 'the release has lost its manifest',
    at: 'stop',
    meanwhile: ({ pi, newest }) => {
      const manifest = join(pi.root, places.service, 'releases', newest.version, 'manifest.json');
      renameSync(manifest, `${manifest}.gone`);
    },
  },
  start: {
    what: 'the service ends at once',
    deployed: (target, request) =>
      withLimit(withRelease('service.mjs', 'process.exit(1);\n')?.(target, request) ?? request, 'start', 5000),
  },
  health: {
    what: 'the service says that it is another release',
    deployed: (target, request) => {
      const about = { name: request.manifest.name, version: '9.9.9', schema: request.manifest.schema };
      return withLimit(
        withRelease('release.json', JSON.stringify(about))?.(target, request) ?? request,
        'health',
        4000,
      );
    },
  },
};
