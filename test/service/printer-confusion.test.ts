import { connect } from 'node:net';
import { expect, test } from 'vitest';
import type { VirtualPrinter } from '../../src-main/practice/printer/printer.ts';
import type { PrinterSwitches } from '../../src-main/practice/printer/switches.ts';
import { openRestaurant } from './support/restaurant.ts';
import { eventually } from './support/service.ts';
import { order, startShop } from './support/shop.ts';

/*
 * The confusion matrix: for each thing that can be wrong with a printer, every state that was told while it was wrong. Each thing
 * must be told by its own state, and by no other.
 */
const causes: Record<string, { wrong: Partial<PrinterSwitches>; right: Partial<PrinterSwitches> }> = {
  'paper-near-end': { wrong: { paper: 'near-end' }, right: { paper: 'enough' } },
  'paper-end': { wrong: { paper: 'end' }, right: { paper: 'enough' } },
  'cover-open': { wrong: { cover: 'open' }, right: { cover: 'closed' } },
  cutter: { wrong: { cutter: 'jammed' }, right: { cutter: 'ok' } },
  overheated: { wrong: { head: 'overheated' }, right: { head: 'ok' } },
  error: { wrong: { broken: true }, right: { broken: false } },
  unreachable: { wrong: { power: false }, right: { power: true } },
};

test('each cause is told by its own state and by no other; also without automatic status', async () => {
  const shop = await startShop();
  for (const automaticStatus of [true, false]) {
    const { printer, start, stop } = await openRestaurant(shop.url, { switches: { automaticStatus } });
    try {
      const service = await start();
      const state = async () => (await service.status()).printer.state;
      const told: Record<string, string[]> = {};
      for (const [cause, { wrong, right }] of Object.entries(causes)) {
        await eventually('ready', async () => (await state()) === 'ready');
        await printer.set(wrong);
        const seen = new Set<string>();
        await eventually(`${cause}, seen: ${[...seen]}`, async () => {
          const found = await state();
          if (found !== 'ready') seen.add(found);
          return found === cause;
        });
        // It stays what it is over several looks.
        const looks = Date.now() + 1500;
        while (Date.now() < looks) {
          seen.add(await state());
          await new Promise((next) => setTimeout(next, 20));
        }
        told[cause] = [...seen];
        await printer.set(right);
      }
      expect(told).toEqual(Object.fromEntries(Object.keys(causes).map((cause) => [cause, [cause]])));
    } finally {
      await stop();
    }
  }
  await shop.stop();
});

test('a mute printer is called mute', async () => {
  const shop = await startShop();
  const { start, stop } = await openRestaurant(shop.url, { switches: { answers: 'mute' } });
  try {
    const service = await start();
    await eventually('mute', async () => (await service.status()).printer.state === 'mute');
  } finally {
    await stop();
    await shop.stop();
  }
});

const hold = async (printer: VirtualPrinter) => {
  const other = connect(printer.port, printer.host);
  other.on('error', () => {});
  await eventually('the other one has it', () => printer.connections() === 1);
  return other;
};

test('a printer that lets us wait because another one has it is occupied, not mute', async () => {
  const shop = await startShop();
  const { printer, start, stop } = await openRestaurant(shop.url);
  try {
    const first = await start();
    const is = (service: typeof first, state: string) =>
      eventually(state, async () => (await service.status()).printer.state === state);
    await is(first, 'ready');
    await first.end('SIGTERM');
    const other = await hold(printer);
    const second = await start();
    await is(second, 'busy-elsewhere');
    other.destroy();
    await is(second, 'ready');
  } finally {
    await stop();
    await shop.stop();
  }
});

test('a printer asleep is woken before the ticket, and nobody is told that it is occupied', async () => {
  const shop = await startShop();
  const { printer, start, stop, paper } = await openRestaurant(shop.url);
  try {
    const service = await start();
    await eventually('ready', async () => (await service.status()).printer.state === 'ready');
    await printer.set({ asleep: true });
    shop.orders.push(order());
    await eventually('printed', () => paper().length === 1);
    await eventually('proven', async () => (await service.orders())[0]?.jobs[0]?.state === 'printed');
    expect(service.output()).not.toContain('busy-elsewhere');
  } finally {
    await stop();
    await shop.stop();
  }
});
