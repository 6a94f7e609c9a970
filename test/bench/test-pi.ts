import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objects, payloads } from '../../scripts/build/layout.ts';
import { build } from '../../scripts/test/runners.ts';
import { createSessionVault } from '../../src-main/vault/vault.ts';
import { type ReleaseManifest, releaseManifestSchema } from '../../src-shared/bonctl/release.ts';
import { installBonwart, reaches, startDeployment } from '../pi/deployment.ts';
import { pair, pairingOf, platform, startPanel, type TestPanel } from '../pi/panel.ts';
import { openRestaurant } from '../pi/restaurant.ts';
import { createTestPi, noTestPi, type TestPi } from '../pi/test-pi.ts';
import { type Benchmark, type Figure, median } from './figure.ts';
import { measureOtherWays } from './other-ways.ts';
import { pollOn } from './pi-poll.ts';
import { openShell } from './pi-shell.ts';
import type { Silence } from './service-poll.ts';

const rounds = 3;

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
      const checked = await timed(() => panel.call('deployment.preflight', { targetId, settings: {} }));
      let resumed = 0;
      for (let round = 0; round < rounds; round += 1) {
        const poll = await pollOn(pi);
        const begun = performance.now();
        const { runId } = await panel.call('deployment.start', { targetId, settings: {} });
        await reaches(panel, targetId, runId, ['confirming']);
        seconds.push((performance.now() - begun) / 1000);
        if (round === 0) resumed = await measureResume(pi, panel, targetId, runId);
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
        figure('check before a deployment on the test Pi', checked, 's', 20),
        figure('a broken connection until the run is followed again', resumed, 's', 2),
        ...(await measureOtherWays(
          pi,
          olderRelease(),
          manifestOf(join(payloads, platform, 'wix-printer-service.json')),
        )),
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

/** Every connection is torn at once; seconds until the run's journal is followed over a new one. */
async function measureResume(pi: TestPi, panel: TestPanel, targetId: string, runId: string): Promise<number> {
  let [lost, live] = [0, 0];
  const follow = panel.open('run.follow', { targetId, runId, fromSeq: 1 }, (event) => {
    if (event.kind !== 'connection') return;
    if (event.state === 'lost') lost = performance.now();
    else live = performance.now();
  });
  follow.ended.catch(() => {});
  const until = async (what: () => boolean) => {
    const giveUp = performance.now() + 30_000;
    while (!what()) {
      if (performance.now() > giveUp) throw new Error('the run is not followed again');
      await new Promise((next) => setTimeout(next, 5));
    }
  };
  await until(() => live > 0);
  await pi.run(`pkill -KILL -u ${pi.user} sshd`);
  await until(() => lost > 0 && live > lost);
  follow.close();
  return (live - lost) / 1000;
}

/** Our upload of a first release beside scp of the same contents to the same machine. Rates in bytes of content. */
async function measureSending(pi: TestPi, panel: TestPanel, targetId: string): Promise<Figure[]> {
  const contents = [...new Map(olderRelease().files.map((file) => [file.sha256, file.size]))];
  const bytes = contents.reduce((sum, [, size]) => sum + size, 0);
  const shell = openShell(pi);
  const scp = await timed(async () =>
    shell.copy(
      contents.map(([sha256]) => join(objects, sha256)),
      '/tmp/',
    ),
  );
  shell.end();
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

const olderRelease = () => manifestOf(join(payloads, 'practice', 'wix-printer-service-previous.json'));

function manifestOf(file: string): ReleaseManifest {
  return releaseManifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return (performance.now() - begun) / 1000;
}

function figure(name: string, value: number, unit: string, target: number): Figure {
  return { name, value, unit, better: 'lower', target, comparedTo: null };
}
