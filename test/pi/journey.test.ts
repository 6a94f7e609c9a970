import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSessionVault } from '../../src-main/vault/vault.ts';
import { places } from '../../src-shared/bonctl/places.ts';
import type { JournalEntry } from '../../src-shared/bonctl/run.ts';
import { deploy, entriesOf, type Installation, installBonwart, reaches, startDeployment } from './deployment.ts';
import { pair, pairingOf, startPanel, type TestPanel } from './panel.ts';
import { openRestaurant, type Restaurant } from './restaurant.ts';
import { createTestPi, noTestPi, type TestPi } from './test-pi.ts';

if (noTestPi) console.log(`skipped: the journey on a real machine, because ${noTestPi}`);

/** Each part goes on where the one before ended, as a restaurant's first weeks do. */
describe.skipIf(noTestPi)('from a fresh Pi to a printed ticket and back', () => {
  const vault = createSessionVault();
  let pi: TestPi;
  let restaurant: Restaurant;
  let previous: Installation;
  let newer: Installation;
  let panel: TestPanel;
  let targetId = '';

  beforeAll(async () => {
    pi = await createTestPi({ name: 'journey' });
    restaurant = await openRestaurant(pi);
    previous = installBonwart({ release: 'previous' });
    newer = installBonwart({ release: 'current', bonctl: '99.0.0' });
    panel = startPanel({ ...previous, vault });
  });
  afterAll(async () => {
    await panel?.dispose();
    await restaurant?.dispose();
    previous?.remove();
    newer?.remove();
    await pi?.dispose();
  });
  /** The app is closed, and later a newer one is started on the same data. */
  const startAgain = async (more: Partial<Installation> = {}) => {
    await panel.quit();
    panel = startPanel({ ...more, dataFolder: panel.dataFolder, vault });
  };
  const current = async () => {
    const facts = await panel.call('targets.facts', { targetId });
    return facts.installed.kind === 'bonwart' ? facts.installed.version : facts.installed.kind;
  };

  test('a fresh Pi is paired, the service is deployed, and an order is printed', async () => {
    targetId = (await pair(panel, await pairingOf(pi))).id;
    const run = await deploy(panel, targetId, restaurant.settings);
    expect(run.version).toBe('0.0.1-practice');
    expect(await current()).toBe('0.0.1-practice');
    expect(await pi.run('systemctl is-active wix-printer-service.service')).toBe('active\n');
    expect(await pi.run('stat -c %a /opt/wix-printer-service/.env')).toBe('600\n');
    expect(await restaurant.testTickets()).toHaveLength(1);
    const ticket = await restaurant.ticketWith(await restaurant.order('delivery'));
    expect(ticket).toContain('Ayşe Yıldız');
  });

  test('a deployment goes on while the window is closed and the PC is cut off for 20 s, and nothing of it is lost', async () => {
    const bonctl = () => pi.run(`${places.bonctl} --version`);
    const paired = await bonctl();
    await startAgain(newer);
    const runId = await startDeployment(panel, targetId, {});
    // the newer Bonwart has brought a bonctl of its own, and that carries the run out
    expect([paired === '99.0.0\n', await bonctl()]).toEqual([false, '99.0.0\n']);
    expect(await pi.run('pgrep -af bonctl.mjs')).toContain('/opt/bonwart/releases/99.0.0/bonctl/bonctl.mjs engine');
    const told: JournalEntry[] = [];
    const states: string[] = [];
    const follow = () =>
      panel.open('run.follow', { targetId, runId, fromSeq: (told.at(-1)?.seq ?? 0) + 1 }, (event) => {
        if (event.kind === 'entries') told.push(...event.entries);
        else states.push(event.state);
      });
    let stream = follow();
    await expect.poll(() => told.some(({ type }) => type === 'step-started')).toBe(true);
    // the window is closed and opened again
    stream.close();
    await startAgain();
    states.length = 0;
    stream = follow();
    await expect.poll(() => states.includes('live'), { timeout: 20_000 }).toBe(true);
    const outage = wait(20_000);
    await pi.cut('host');
    await expect.poll(() => states.includes('lost'), { timeout: 30_000 }).toBe(true);
    await outage;
    // meanwhile the Pi went on alone
    await expect
      .poll(async () => (await pi.tryRun(`grep -c '"to":"confirming"' ${journalOf(runId)}`)).output, {
        timeout: 60_000,
      })
      .toBe('1\n');
    await pi.restore('host');
    await reaches(panel, targetId, runId, ['confirming']);
    await panel.call('run.decide', { targetId, runId, decision: { choice: 'confirm' } });
    await stream.ended;

    expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1));
    expect(
      (await pi.run(`cat ${journalOf(runId)}`))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(told);
    expect(await entriesOf(panel, targetId, runId)).toEqual(told);
    expect(await current()).not.toBe('0.0.1-practice');
    await restaurant.ticketWith(await restaurant.order('cash'));
  });

  test('it is rolled back, and the previous release prints the next order', async () => {
    const offer = await panel.call('rollback.offer', { targetId });
    expect(offer).toMatchObject({ to: '0.0.1-practice', possible: true, waitingOrders: 0 });
    const { runId } = await panel.call('rollback.start', { targetId, reason: 'rehearsal' });
    await reaches(panel, targetId, runId, ['rolled-back']);
    expect(await current()).toBe('0.0.1-practice');
    await restaurant.ticketWith(await restaurant.order('paid'));
    const tickets = await restaurant.tickets();
    expect(tickets).toHaveLength(3);
    expect(tickets.filter((ticket) => ticket.includes('REPRINT'))).toEqual([]);
  });

  test('unpairing leaves the service running and printing', async () => {
    expect(await panel.call('targets.unpair', { targetId })).toEqual({ left: [] });
    expect((await pi.tryRun('ls /opt/bonwart')).exitCode).not.toBe(0);
    await restaurant.ticketWith(await restaurant.order('dine-in'));
  });
});

function journalOf(runId: string): string {
  return `/opt/bonwart/state/runs/${runId}/journal.jsonl`;
}
