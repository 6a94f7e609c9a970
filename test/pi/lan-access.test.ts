import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSessionVault } from '../../src-main/vault/vault.ts';
import { formsOf, scanFolders } from '../support/secret-scan.ts';
import { deploy, type Installation, installBonwart, reaches } from './deployment.ts';
import { pair, pairingOf, startPanel, type TestPanel } from './panel.ts';
import { openRestaurant, type Restaurant } from './restaurant.ts';
import { createTestPi, noTestPi, type TestPi } from './test-pi.ts';

if (noTestPi) console.log(`skipped: access from the network on a real machine, because ${noTestPi}`);

const port = 8010;

/** Each part goes on where the one before ended. This machine is the other device: it comes over the Pi's network. */
describe.skipIf(noTestPi)('access from the network on a real machine', () => {
  const heard: string[] = [];
  const onText = (text: string) => heard.push(text);
  const vault = createSessionVault();
  let earlier: Installation;
  let pi: TestPi;
  let restaurant: Restaurant;
  let panel: TestPanel;
  let targetId = '';
  let token = '';

  beforeAll(async () => {
    pi = await createTestPi({ name: 'lan' });
    restaurant = await openRestaurant(pi);
    earlier = installBonwart({ release: 'previous' });
    panel = startPanel({ ...earlier, vault, onText });
  });
  afterAll(async () => {
    await panel?.dispose();
    await restaurant?.dispose();
    earlier?.remove();
    await pi?.dispose();
  });

  const at = (door: number, path: string, brought?: string) =>
    fetch(
      `http://${pi.address}:${door}${path}`,
      brought ? { headers: { authorization: `Bearer ${brought}` } } : {},
    ).then(
      ({ status }) => status,
      () => 'refused',
    );
  const write = (wanted: number | null, newToken = false) =>
    panel.call('lanAccess.write', { targetId, port: wanted, newToken });

  test('closed after a deployment: nobody comes in, by neither port', async () => {
    targetId = (await pair(panel, await pairingOf(pi))).id;
    await deploy(panel, targetId, restaurant.settings);
    expect(await panel.call('lanAccess.read', { targetId })).toMatchObject({ wanted: null, state: 'closed' });
    expect([await at(8000, '/health'), await at(port, '/health')]).toEqual(['refused', 'refused']);
  });

  test('opened, it wants the token; systemd’s door stays on loopback', async () => {
    const opened = await write(port);
    token = opened.token ?? '';
    expect(opened).toMatchObject({ wanted: port, hasToken: true, state: 'open' });
    expect(opened.addresses[0]).toBe(pi.address);
    expect([await at(port, '/health'), await at(port, '/metrics'), await at(port, '/metrics', token)]).toEqual([
      200, 401, 200,
    ]);
    expect(await at(8000, '/health')).toBe('refused');
    await pi.run('systemctl restart wix-printer-service.service');
    await expect.poll(() => at(port, '/metrics', token), { timeout: 60_000 }).toBe(200);
  });

  test('a new token stops the one so far', async () => {
    const former = token;
    token = (await write(port, true)).token ?? '';
    expect([await at(port, '/metrics', former), await at(port, '/metrics', token)]).toEqual([401, 200]);
  });

  test('a deployment and the way back leave it open, with the token of today', async () => {
    await panel.quit();
    panel = startPanel({ dataFolder: panel.dataFolder, vault, onText });
    await deploy(panel, targetId, {});
    expect(await at(port, '/metrics', token)).toBe(200);
    const former = token;
    token = (await write(port, true)).token ?? '';
    const { runId } = await panel.call('rollback.start', { targetId, reason: 'test' });
    await reaches(panel, targetId, runId, ['rolled-back']);
    expect(await panel.call('lanAccess.read', { targetId })).toMatchObject({ wanted: port, state: 'open' });
    expect([await at(port, '/metrics', former), await at(port, '/metrics', token)]).toEqual([401, 200]);
  });

  test('the token was said once, and lies in the Pi’s settings alone', async () => {
    const forms = formsOf('', token);
    await panel.call('lanAccess.read', { targetId });
    const folders = ['opt', 'etc', 'home', 'root', 'var', 'tmp'].map((name) => join(pi.root, name));
    const onPi = scanFolders(folders, forms);
    expect(onPi.files).toBeGreaterThan(500);
    expect(onPi.finds.map(({ where, mode }) => `${basename(where)} ${mode.toString(8)}`)).toEqual(['.env 600']);
    const journal = await pi.run('journalctl --no-pager -o export');
    expect(journal.length).toBeGreaterThan(1000);
    expect(journal).not.toContain(token);
    expect(scanFolders([panel.dataFolder], forms).finds).toEqual([]);
    expect(heard.filter((text) => text.includes(token))).toHaveLength(1);
  });

  test('closed again, nobody comes in any more', async () => {
    expect(await write(null)).toMatchObject({ wanted: null, state: 'closed', before: port });
    expect(await at(port, '/health')).toBe('refused');
  });
});
