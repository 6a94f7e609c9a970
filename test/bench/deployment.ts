import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { objects, payloads, repository } from '../../scripts/build/layout.ts';
import { callBonctl } from '../../src-main/bonctl/call.ts';
import { uploadRelease } from '../../src-main/bonctl/upload.ts';
import { startPrinter } from '../../src-main/practice/printer/printer.ts';
import { startShop } from '../../src-main/practice/shop/shop.ts';
import { loadRunbook } from '../../src-main/runbooks/load.ts';
import type { RemoteHost } from '../../src-main/ssh/remote-host.ts';
import { type ReleaseManifest, releaseManifestSchema } from '../../src-shared/bonctl/release.ts';
import { type Decision, finalRunStates, journalEntrySchema, type RunState } from '../../src-shared/bonctl/run.ts';
import { foldEntry, type RunView } from '../../src-shared/bonctl/run-view.ts';
import { type Benchmark, type Figure, median } from './figure.ts';
import { freePort, type LoopbackPi, startLoopbackPi, whyNoLoopbackPi } from './loopback-pi.ts';
import { pollService, type Silence } from './service-poll.ts';

const rounds = 3;
const by = { name: 'bench', pc: 'bench' };
const credentials = { apiKey: 'IST.secret-key', siteId: 'site-0000' };
const signal = () => AbortSignal.timeout(240_000);

/**
 * Sending, deploying and rolling back on this machine: the system's sshd, the real bonctl and service, without systemd. On a Pi the
 * times differ; the shares and the comparison with scp do not.
 */
export const deployment: Benchmark = {
  name: 'deployment',
  async run() {
    const reason = whyNoLoopbackPi();
    if (reason) return { skipped: reason };
    const shop = await startShop({ ...credentials, switches: { requestsPerMinute: 100_000 } });
    const printer = await startPrinter({ switches: { linesPerSecond: null } });
    const pi = await startLoopbackPi();
    const host = await pi.connect();
    try {
      const servicePort = await freePort();
      const settings = {
        WIX_API_KEY: credentials.apiKey,
        WIX_SITE_ID: credentials.siteId,
        WIX_API_BASE_URL: shop.baseUrl,
        PRINTER_IP: printer.host,
        PRINTER_PORT: String(printer.port),
        SERVICE_PORT: String(servicePort),
      };
      const first = manifestOf('wix-printer-service-previous');
      const second = manifestOf('wix-printer-service');
      const sending = await measureSending(pi, host, first, second);
      await deploy(pi, host, first, settings);
      const deployed: { seconds: number; silence: Silence }[] = [];
      const returned: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        deployed.push(await deploy(pi, host, second, settings, servicePort));
        returned.push(await rollBack(host));
      }
      const gaps = deployed.map(({ silence }) => silence.longestMs / 1000);
      const refused = deployed.reduce((sum, { silence }) => sum + silence.refused, 0);
      return [
        ...sending,
        figure(
          'machine time of a deployment, median (this machine)',
          median(deployed.map((each) => each.seconds)),
          's',
          15,
        ),
        figure('longest time without an answer, median (without systemd)', median(gaps), 's', 0.5),
        figure('refused calls in all deployments (without systemd)', refused, 'calls', 0),
        figure('rollback, median (this machine)', median(returned), 's', 3),
      ];
    } finally {
      host.close();
      await pi.stop();
      await printer.stop();
      await shop.stop();
    }
  },
};

/** The first release, whole, beside scp of the same contents; then what the second sends. Rates in bytes of content. */
async function measureSending(
  pi: LoopbackPi,
  host: RemoteHost,
  first: ReleaseManifest,
  second: ReleaseManifest,
): Promise<Figure[]> {
  const contents = [...new Map(first.files.map((file) => [file.sha256, file.size]))];
  const bytes = contents.reduce((sum, [, size]) => sum + size, 0);
  const copies = join(pi.root, 'scp');
  mkdirSync(copies);
  const scp = await timed(async () => {
    const files = contents.map(([sha256]) => join(objects, sha256));
    execFileSync('scp', [...pi.scp.options, ...files, `${pi.scp.address}:${copies}`], { timeout: 240_000 });
  });
  rmSync(copies, { recursive: true });
  const ours = await timed(() => uploadRelease(host, 'practice', objects, first, () => {}, signal()));
  let sent = 0;
  await uploadRelease(
    host,
    'practice',
    objects,
    second,
    ({ totalBytes }) => {
      sent = totalBytes;
    },
    signal(),
  );
  const rate = (seconds: number) => bytes / seconds / 1e6;
  const common = { name: 'sending a first release', unit: 'MB/s', better: 'higher' as const };
  return [
    { ...common, value: rate(ours), target: rate(scp) * 0.8, comparedTo: { name: 'scp', value: rate(scp) } },
    figure('share that the next release sends', (sent / bytes) * 100, '%', 10),
  ];
}

/** From the start of the run to the health verdict; then it is confirmed over a fresh connection. */
async function deploy(
  pi: LoopbackPi,
  host: RemoteHost,
  manifest: ReleaseManifest,
  settings: Record<string, string>,
  pollPort?: number,
): Promise<{ seconds: number; silence: Silence }> {
  const runbook = loadRunbook(join(repository, 'resources', 'runbooks'), 'wix-printer-service');
  const request = { kind: 'deployment', runbook, manifest, settings, by } as const;
  const poll = pollPort === undefined ? undefined : pollService(pollPort);
  let runId = '';
  const seconds = await timed(async () => {
    ({ runId } = await callBonctl(host, 'practice', 'run.start', request, { signal: signal() }));
    await reaches(host, runId, ['confirming']);
  });
  const silence = (await poll?.stop()) ?? { longestMs: 0, refused: 0 };
  const fresh = await pi.connect();
  const decision: Decision = { choice: 'confirm' };
  await callBonctl(fresh, 'practice', 'run.decide', { runId, decision, by }, { signal: signal() });
  fresh.close();
  await reaches(host, runId, ['confirmed']);
  return { seconds, silence };
}

async function rollBack(host: RemoteHost): Promise<number> {
  return timed(async () => {
    const { runId } = await callBonctl(host, 'practice', 'run.start', { kind: 'rollback', by }, { signal: signal() });
    await reaches(host, runId, ['rolled-back']);
  });
}

/** Follows a run until it is in one of the states. @throws if it ends in another, or asks a person */
async function reaches(host: RemoteHost, runId: string, states: readonly RunState[]): Promise<void> {
  const stop = new AbortController();
  let view: RunView | null = null;
  const onEvent = ({ line }: { line: string }) => {
    view = foldEntry(view, journalEntrySchema.parse(JSON.parse(line)));
    if ([...states, ...finalRunStates, 'asking'].includes(view.state)) stop.abort();
  };
  const watch = AbortSignal.any([stop.signal, signal()]);
  await callBonctl(host, 'practice', 'run.follow', { runId, fromSeq: 1 }, { signal: watch, onEvent }).catch((error) => {
    if (!stop.signal.aborted) throw error;
  });
  const seen = view as RunView | null;
  if (seen && states.includes(seen.state)) return;
  const failed = seen?.phases.flatMap(({ steps }) => steps).filter(({ error }) => error !== null);
  const errors = failed?.map(({ id, error }) => `${id}: ${JSON.stringify(error)}`).join('; ');
  throw new Error(`the run ${runId} is ${seen?.state}, not ${states.join(' or ')}: ${errors}`);
}

function manifestOf(name: string): ReleaseManifest {
  return releaseManifestSchema.parse(JSON.parse(readFileSync(join(payloads, 'practice', `${name}.json`), 'utf8')));
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return (performance.now() - start) / 1000;
}

function figure(name: string, value: number, unit: string, target: number): Figure {
  return { name, value, unit, better: 'lower', target, comparedTo: null };
}
