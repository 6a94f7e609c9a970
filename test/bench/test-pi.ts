import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { objects, payloads, repository } from '../../scripts/build/layout.ts';
import { build } from '../../scripts/test/runners.ts';
import { createSessionVault } from '../../src-main/vault/vault.ts';
import { releaseManifestSchema } from '../../src-shared/bonctl/release.ts';
import { installBonwart, reaches, startDeployment } from '../pi/deployment.ts';
import { pair, pairingOf, platform, startPanel, type TestPanel } from '../pi/panel.ts';
import { openRestaurant } from '../pi/restaurant.ts';
import { createTestPi, noTestPi, type TestPi } from '../pi/test-pi.ts';
import { type Benchmark, type Figure, median } from './figure.ts';
import type { Silence } from './service-poll.ts';

const rounds = 3;
const servicePort = 8000;

/** A deployment and its way back on a real Debian with systemd and sshd, over a network, as a restaurant's PC does it. */
export const testPi: Benchmark = {
  name: 'test-pi',
  async run() {
    if (noTestPi) return { skipped: noTestPi };
    // The release for this machine must be the one of these sources.
    build(true);
    const pi = await createTestPi({ name: 'bench' });
    const restaurant = await openRestaurant(pi);
    const earlier = installBonwart({ release: 'previous' });
    const vault = createSessionVault();
    let panel = startPanel({ ...earlier, vault });
    try {
      const targetId = (await pair(panel, await pairingOf(pi))).id;
      const sending = await measureSending(pi, panel, targetId);
      await confirmed(panel, targetId, await startDeployment(panel, targetId, restaurant.settings));
      await panel.quit();
      panel = startPanel({ dataFolder: panel.dataFolder, vault });
      await panel.open('deployment.upload', { targetId }).ended;
      const seconds: number[] = [];
      const back: number[] = [];
      const silences: Silence[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const poll = await pollOn(pi);
        const begun = performance.now();
        const { runId } = await panel.call('deployment.start', { targetId, settings: {} });
        await reaches(panel, targetId, runId, ['confirming']);
        seconds.push((performance.now() - begun) / 1000);
        await confirmed(panel, targetId, runId);
        const clicked = performance.now();
        const rollback = await panel.call('rollback.start', { targetId, reason: 'bench' });
        await reaches(panel, targetId, rollback.runId, ['rolled-back']);
        back.push((performance.now() - clicked) / 1000);
        silences.push(await poll());
      }
      return [
        ...sending,
        figure('machine time of a deployment on the test Pi, median', median(seconds), 's', 15),
        figure(
          'longest time without an answer on the test Pi, worst',
          Math.max(...silences.map((one) => one.longestMs)) / 1000,
          's',
          0.5,
        ),
        figure(
          'refused calls on the test Pi, all',
          silences.reduce((sum, one) => sum + one.refused, 0),
          'calls',
          0,
        ),
        figure('rollback on the test Pi, click to healthy, median', median(back), 's', 3),
      ];
    } finally {
      await panel.dispose();
      await restaurant.dispose();
      earlier.remove();
      await pi.dispose();
    }
  },
};

async function confirmed(panel: TestPanel, targetId: string, runId: string): Promise<void> {
  await reaches(panel, targetId, runId, ['confirming']);
  await panel.call('run.decide', { targetId, runId, decision: { choice: 'confirm' } });
  await reaches(panel, targetId, runId, ['confirmed']);
}

/** Our upload of a first release beside scp of the same contents to the same machine. Rates in bytes of content. */
async function measureSending(pi: TestPi, panel: TestPanel, targetId: string): Promise<Figure[]> {
  const text = readFileSync(join(payloads, 'practice', 'wix-printer-service-previous.json'), 'utf8');
  const contents = [
    ...new Map(releaseManifestSchema.parse(JSON.parse(text)).files.map((file) => [file.sha256, file.size])),
  ];
  const bytes = contents.reduce((sum, [, size]) => sum + size, 0);
  const scp = await timed(async () =>
    scpTo(
      pi,
      contents.map(([sha256]) => join(objects, sha256)),
    ),
  );
  const ours = await timed(() => panel.open('deployment.upload', { targetId }).ended);
  const rate = (seconds: number) => bytes / seconds / 1e6;
  return [
    {
      name: `sending a first release to the test Pi (${platform})`,
      value: rate(ours),
      unit: 'MB/s',
      better: 'higher',
      target: rate(scp) * 0.8,
      comparedTo: { name: 'scp', value: rate(scp) },
    },
  ];
}

function scpTo(pi: TestPi, files: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-scp-'));
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, pi.password, { mode: 0o600 });
  const options = ['-q', '-o', 'StrictHostKeyChecking=no', '-o', `UserKnownHostsFile=${join(folder, 'hosts')}`];
  try {
    const words = ['-f', passwordFile, 'scp', ...options, ...files, `${pi.user}@${pi.address}:/tmp/`];
    execFileSync('sshpass', words, { timeout: 240_000, stdio: ['ignore', 'ignore', 'inherit'] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Polls the service from inside the Pi's network; the returned function ends it and gives what it noticed. */
async function pollOn(pi: TestPi): Promise<() => Promise<Silence>> {
  const program = join(repository, 'test', 'bench', 'poll-program.ts');
  const child = pi.spawnAt('pi', [process.execPath, program, String(servicePort)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (!child.stdout || !child.stdin) throw new Error('no pipes');
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line', { signal: AbortSignal.timeout(10_000) });
  return async () => {
    const answer = once(lines, 'line', { signal: AbortSignal.timeout(20_000) });
    child.stdin?.end();
    const [line] = (await answer) as [string];
    return JSON.parse(line) as Silence;
  };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return (performance.now() - begun) / 1000;
}

function figure(name: string, value: number, unit: string, target: number): Figure {
  return { name, value, unit, better: 'lower', target, comparedTo: null };
}
