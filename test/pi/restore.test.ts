import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { places } from '../../src-shared/bonctl/places.ts';
import { atStep } from './matrix/at-step.ts';
import { noPairedPi, type PairedPi, pairedPi } from './paired-pi.ts';
import { openRestaurant, type Restaurant } from './restaurant.ts';

if (noPairedPi) console.log(`skipped: restoring a backup on a real Debian, because ${noPairedPi}`);

const by = { name: 'Rosa', pc: 'Kasse' };

describe.skipIf(noPairedPi)('a backup that is restored on a real Debian', () => {
  let target: PairedPi;
  let restaurant: Restaurant;
  let backup = '';
  const ordered: string[] = [];
  beforeAll(async () => {
    target = await pairedPi('restore');
    restaurant = await openRestaurant(target.pi);
    await target.deploy(target.previous, restaurant.settings);
    await order();
    backup = await target.deploy(target.newest, restaurant.settings);
    await order();
    await order();
  });
  afterAll(async () => {
    await restaurant?.dispose();
    await target?.dispose();
  });

  async function order(): Promise<void> {
    const number = await restaurant.order('cash');
    ordered.push(number);
    await restaurant.ticketWith(number);
  }

  /** The tape: each order once and once only, and the next one is printed as ever. */
  async function expectEachOnce(): Promise<void> {
    await order();
    const tape = await restaurant.tickets();
    const times = ordered.map((number) => tape.filter((ticket) => ticket.includes(number)).length);
    expect(times).toEqual(ordered.map(() => 1));
    const database = `${places.service}/data/printer_service.db`;
    expect((await target.pi.run(`stat -c %U ${database}`)).trim()).toBe('wix-printer');
    expect((await target.health())?.status).toBe('ok');
    expect(await target.current()).toBe(target.newest.version);
  }

  const start = async () =>
    (await target.call('run.start', { kind: 'restore', backup, by, reason: 'test', settings: false } as never)).runId;

  test('whole: the newer orders are written out and stay known', async () => {
    const offer = await target.call('restore.offer', { runId: backup });
    expect(offer).toMatchObject({ proof: { proven: true }, newer: { orders: 2, notPrinted: 0 } });
    const runId = await start();
    await target.reached(runId, ['confirming']);
    await target.call('run.decide', { runId, decision: { choice: 'confirm' }, by });
    await target.reached(runId, ['confirmed']);
    await expectEachOnce();
    const newer = `${places.backups}/${runId}/newer`;
    const rows = await target.pi.run(`cat ${newer}/shop_orders.jsonl`);
    expect(rows.trim().split('\n')).toHaveLength(2);
    expect((await target.pi.run(`stat -c %a ${newer} ${newer}/shop_orders.jsonl`)).trim()).toBe('700\n600');
  });

  test('the plug is pulled while the backup is put in place: what was there before is back', async () => {
    const runId = await start();
    await atStep(target.pi, runId, 'restore');
    await target.pi.powerCut();
    await target.pi.boot();
    const view = await target.reached(runId, ['rolled-back'], 120_000);
    expect(view.rollbackReason).toBe('boot');
    await expectEachOnce();
  });

  test('the plug is pulled while it waits for the confirmation: also what came in between is kept', async () => {
    const runId = await start();
    await target.reached(runId, ['confirming']);
    await order();
    await target.pi.powerCut();
    await target.pi.boot();
    expect((await target.reached(runId, ['rolled-back'], 120_000)).rollbackReason).toBe('boot');
    await expectEachOnce();
  });
});
