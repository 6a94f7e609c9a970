import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'yaml';
import { places } from '../../src-shared/bonctl/places.ts';
import {
  answerLineSchema,
  type OperationName,
  type OperationRequest,
  type OperationResult,
  operations,
} from '../../src-shared/bonctl/protocol.ts';
import { type ReleaseManifest, releaseManifestSchema } from '../../src-shared/bonctl/release.ts';
import {
  finalRunStates,
  type JournalEntry,
  journalEntrySchema,
  type RunRequest,
  type RunState,
} from '../../src-shared/bonctl/run.ts';
import { type RunView, viewOf } from '../../src-shared/bonctl/run-view.ts';
import { type Runbook, runbookSchema } from '../../src-shared/runbook/schema.ts';
import { createTestPi, noTestPi, type TestPi } from './test-pi.ts';

const repository = join(import.meta.dirname, '..', '..');
const payload = join(repository, 'out', 'payload');
const bootstrap = join(payload, 'practice', 'bootstrap.tar.gz');

/** Why no paired Pi can be had here, or `null`. */
export const noPairedPi: string | null =
  noTestPi ?? (existsSync(bootstrap) ? null : 'there is no payload (npm run build makes it)');

const manager = { name: 'Rosa', pc: 'Kasse' };

/** A test Pi with bonctl as the pairing leaves it, and both releases of the print service in its store. */
export interface PairedPi {
  readonly pi: TestPi;
  readonly newest: ReleaseManifest;
  readonly previous: ReleaseManifest;
  /** One call by the way of the panel: the unprivileged user, sudo, a request on standard input. */
  call<Name extends OperationName>(operation: Name, request: OperationRequest<Name>): Promise<OperationResult<Name>>;
  /** What a PC asks for to deploy a release with the shipped runbook. */
  deployment(manifest: ReleaseManifest, guard?: Partial<Runbook['guard']>): Extract<RunRequest, { kind: 'deployment' }>;
  start(manifest: ReleaseManifest, guard?: Partial<Runbook['guard']>): Promise<string>;
  entries(runId: string): Promise<JournalEntry[]>;
  /** Waits for a run to come into one of these states; another final state ends the waiting with an error. */
  reached(runId: string, states: readonly RunState[], deadlineMs?: number): Promise<RunView>;
  /** Waits for an entry of the journal. */
  noted(runId: string, fits: (entry: JournalEntry) => boolean, deadlineMs?: number): Promise<JournalEntry>;
  /** A whole deployment that nobody disturbs, confirmed; `settings` go before those of `deployment`. */
  deploy(manifest: ReleaseManifest, settings?: Readonly<Record<string, string>>): Promise<string>;
  health(): Promise<{ status: string; release: string; database: { schema: number } } | null>;
  current(): Promise<string>;
  dispose(): Promise<void>;
}

export async function pairedPi(name: string): Promise<PairedPi> {
  const pi = await createTestPi({ name });
  const files = await serveFiles(pi.hostAddress);
  try {
    return await pair(pi, files);
  } catch (problem) {
    files.server.close();
    await pi.dispose();
    throw problem;
  }
}

async function pair(pi: TestPi, files: { server: Server; url: string }): Promise<PairedPi> {
  const manifest = (which: string) =>
    releaseManifestSchema.parse(JSON.parse(readFileSync(join(payload, 'practice', `${which}.json`), 'utf8')));
  const newest = manifest('wix-printer-service');
  const previous = manifest('wix-printer-service-previous');
  const contents = new Set([...newest.files, ...previous.files].map((file) => file.sha256));
  await pi.run(`set -e
mkdir -p ${places.home} ${places.store}
curl -sf ${files.url}/practice/bootstrap.tar.gz | tar -xz -C ${places.home}
chown -R root:root ${places.home}
printf '%s ALL=(root) NOPASSWD: ${places.bonctl}\\n' ${pi.user} > ${places.sudoers}
rm -f /etc/sudoers.d/010_pi
chmod 0440 ${places.sudoers}
cd ${places.store}
for name in ${[...contents].join(' ')}; do curl -sf -o $name ${files.url}/objects/$name; done`);

  const paired: PairedPi = {
    pi,
    newest,
    previous,
    async call(operation, request) {
      const words = `sudo -u ${pi.user} sudo -n ${places.bonctl} call`;
      const output = await pi.run(words, `${JSON.stringify({ operation, request })}\n`);
      const last = answerLineSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
      if (last.kind === 'refusal') throw new Error(`${last.error.code} ${JSON.stringify(last.error.data)}`);
      if (last.kind !== 'result') throw new Error(`no result: ${output}`);
      return operations[operation].result.parse(last.value) as never;
    },
    deployment(manifest, guard = {}) {
      const settings = {
        WIX_API_KEY: 'IST.eyJ-a-very-secret-wix-key-4711',
        WIX_SITE_ID: '0b9c1a5e-0000-4000-8000-000000000001',
        WIX_API_BASE_URL: `http://${pi.addressOf('shop')}:8080`,
        PRINTER_IP: pi.addressOf('printer'),
        RESTAURANT_NAME: 'Bei Rosa',
      };
      const runbook = shippedRunbook(guard);
      return { kind: 'deployment', runbook, manifest, settings, by: manager };
    },
    start: async (manifest, guard = {}) =>
      (await paired.call('run.start', paired.deployment(manifest, guard) as never)).runId,
    async entries(runId) {
      const text = await pi.run(`cat ${places.runs}/${runId}/journal.jsonl`);
      const whole = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
      return whole.slice(0, -1).map((line) => journalEntrySchema.parse(JSON.parse(line)));
    },
    async reached(runId, states, deadlineMs = 60_000) {
      let view: RunView | null = null;
      const giveUp = performance.now() + deadlineMs;
      while (performance.now() < giveUp) {
        view = viewOf(await paired.entries(runId));
        if (view && states.includes(view.state)) return view;
        if (view && finalRunStates.includes(view.state)) break;
        await wait(100);
      }
      throw new Error(`${runId} is ${view?.state}, not ${states.join(' or ')}: ${await tale(paired, runId)}`);
    },
    async noted(runId, fits, deadlineMs = 60_000) {
      const giveUp = performance.now() + deadlineMs;
      while (performance.now() < giveUp) {
        const found = (await paired.entries(runId)).find(fits);
        if (found) return found;
        await wait(20);
      }
      throw new Error(`not noted in time: ${await tale(paired, runId)}`);
    },
    async deploy(manifest, settings = {}) {
      const request = paired.deployment(manifest);
      const asked = { ...request, settings: { ...request.settings, ...settings } };
      const { runId } = await paired.call('run.start', asked as never);
      await paired.reached(runId, ['confirming']);
      await paired.call('run.decide', { runId, decision: { choice: 'confirm' }, by: manager });
      await paired.reached(runId, ['confirmed']);
      return runId;
    },
    async health() {
      const { exitCode, output } = await pi.tryRun('curl -sf --max-time 2 http://127.0.0.1:8000/health');
      return exitCode === 0 ? JSON.parse(output) : null;
    },
    current: async () => (await pi.run(`readlink ${places.service}/current`)).trim().split('/').at(-1) ?? '',
    async dispose() {
      files.server.close();
      await pi.dispose();
    },
  };
  return paired;
}

function shippedRunbook(guard: Partial<Runbook['guard']>): Runbook {
  const file = join(repository, 'resources', 'runbooks', 'wix-printer-service.yaml');
  const runbook = runbookSchema.parse(parse(readFileSync(file, 'utf8')));
  return { ...runbook, guard: { ...runbook.guard, ...guard } };
}

/** The journal and the units' words, for the message of a failed test. */
async function tale({ pi, entries }: PairedPi, runId: string): Promise<string> {
  const lines = (await entries(runId)).map((entry) => {
    const { at, bootId, previous, ...rest } = entry;
    return entry.type === 'run-created' ? 'run-created' : JSON.stringify(rest).slice(0, 300);
  });
  const units = await pi.tryRun('journalctl -n 60 --no-pager -o cat -u "bonwart-*" -u "wix-printer-service*"');
  const crashes = await pi.tryRun(`cat ${places.runs}/${runId}/crashes.json`);
  return [...lines, units.output, crashes.output].join('\n');
}

/** Gives the payload's files to the Pi over its one network. */
async function serveFiles(address: string): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const file = join(payload, request.url ?? '');
    if (!existsSync(file)) response.writeHead(404).end();
    else response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const port = (server.address() as { port: number }).port;
  return { server, url: `http://${address}:${port}` };
}
