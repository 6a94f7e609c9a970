import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSessionVault } from '../../src-main/vault/vault.ts';
import { deploy, type Installation, installBonwart, reaches, startDeployment } from './deployment.ts';
import { pair, pairingOf, startPanel, type TestPanel } from './panel.ts';
import { openRestaurant, type Restaurant } from './restaurant.ts';
import { createTestPi, noTestPi, type TestPi } from './test-pi.ts';

if (noTestPi) console.log(`skipped: a deployment that survives, because ${noTestPi}`);

/** Seconds of the guard's confirmation window here: enough to see the run healthy, short enough to wait for. */
const guardSeconds = 8;

describe.skipIf(noTestPi)('a Pi that is left alone in a deployment', () => {
  const vault = createSessionVault();
  let pi: TestPi;
  let restaurant: Restaurant;
  let panel: TestPanel;
  const installations: Installation[] = [];
  let targetId = '';
  let printed = 0;

  beforeAll(async () => {
    pi = await createTestPi({ name: 'survival' });
    restaurant = await openRestaurant(pi);
    const previous = installBonwart({ release: 'previous' });
    const hasty = installBonwart({ release: 'current', guardSeconds });
    installations.push(previous, hasty);
    panel = startPanel({ ...previous, vault });
    targetId = (await pair(panel, await pairingOf(pi))).id;
    await deploy(panel, targetId, restaurant.settings);
    await panel.quit();
    panel = startPanel({ ...hasty, dataFolder: panel.dataFolder, vault });
  });
  afterAll(async () => {
    await panel?.dispose();
    await restaurant?.dispose();
    for (const installation of installations) installation.remove();
    await pi?.dispose();
  });

  const version = () =>
    pi.run('basename "$(readlink -f /opt/wix-printer-service/current)"').then((text) => text.trim());
  const printsOnce = async () => {
    await restaurant.ticketWith(await restaurant.order('cash'));
    printed += 1;
    expect(await restaurant.tickets()).toHaveLength(printed);
  };

  test('takes itself back when nobody confirms, with no PC to reach', async () => {
    const runId = await startDeployment(panel, targetId, {});
    await reaches(panel, targetId, runId, ['confirming']);
    await pi.cut('host');
    await expect.poll(version, { timeout: 90_000, interval: 200 }).toBe('0.0.1-practice');
    await pi.restore('host');
    const run = await reaches(panel, targetId, runId, ['rolled-back']);
    expect(run.rollbackReason).toBe('confirmation-window');
    await printsOnce();
  });

  test.each(['backup', 'migrate', 'switch', 'health'])(
    'is whole again after a power cut in the step %s',
    async (step) => {
      const runId = await startDeployment(panel, targetId, {});
      const journal = `/opt/bonwart/state/runs/${runId}/journal.jsonl`;
      await expect
        .poll(async () => (await pi.tryRun(`grep -c '"type":"step-started".*"step":"${step}"' ${journal}`)).output, {
          timeout: 60_000,
          interval: 5,
        })
        .toBe('1\n');
      await pi.powerCut();
      await pi.boot();
      const run = await reaches(panel, targetId, runId, ['rolled-back']);
      expect(run.rollbackReason).toBe('boot');
      expect(await version()).toBe('0.0.1-practice');
      expect((await panel.call('deployment.offer', { targetId })).activeRun).toBe(null);
      await printsOnce();
    },
  );

  test('is taken back by a power cut while it waits for its confirmation', async () => {
    const runId = await startDeployment(panel, targetId, {});
    await reaches(panel, targetId, runId, ['confirming']);
    await pi.powerCut();
    await pi.boot();
    expect((await reaches(panel, targetId, runId, ['rolled-back'])).rollbackReason).toBe('boot');
    expect(await version()).toBe('0.0.1-practice');
    await printsOnce();
  });

  test('keeps a confirmed release over a power cut', async () => {
    const runId = await startDeployment(panel, targetId, {});
    const { version: deployed } = await reaches(panel, targetId, runId, ['confirming']);
    await panel.call('run.decide', { targetId, runId, decision: { choice: 'confirm' } });
    await reaches(panel, targetId, runId, ['confirmed']);
    await pi.powerCut();
    await pi.boot();
    expect(await version()).toBe(deployed);
    await printsOnce();
  });
});
