import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { places } from '../../src-shared/bonctl/places.ts';
import { noPairedPi, type PairedPi, pairedPi } from './paired-pi.ts';
import { openRestaurant, type Restaurant } from './restaurant.ts';

if (noPairedPi) console.log(`skipped: deployments under orders on a real Debian, because ${noPairedPi}`);

const cycles = process.env.BONWART_FAULTS === 'all' ? 20 : 2;

describe.skipIf(noPairedPi)(`${cycles} times a deployment and back, with an order a second coming in`, () => {
  let target: PairedPi;
  let restaurant: Restaurant;
  beforeAll(async () => {
    target = await pairedPi('cycles');
    restaurant = await openRestaurant(target.pi);
  });
  afterAll(async () => {
    await restaurant?.dispose();
    await target?.dispose();
  });

  test('no order is lost, and none is twice on the tape without saying so', { timeout: 1_200_000 }, async () => {
    await target.deploy(target.previous, restaurant.settings);
    const ordered: string[] = [];
    const enough = new AbortController();
    const ordering = (async () => {
      while (!enough.signal.aborted) {
        ordered.push(await restaurant.order('cash'));
        await wait(1000, undefined, { signal: enough.signal }).catch(() => {});
      }
    })();
    try {
      for (let cycle = 1; cycle <= cycles; cycle += 1) {
        await target.deploy(target.newest, restaurant.settings);
        expect(await target.current()).toBe(target.newest.version);
        await target.pi.run(`${places.bonctl} rollback`);
        expect(await target.current()).toBe(target.previous.version);
      }
    } finally {
      enough.abort();
      await ordering;
    }
    const [last = ''] = ordered.slice(-1);
    await restaurant.ticketWith(last);
    for (const order of ordered) await restaurant.ticketWith(order);
    const tape = await restaurant.tickets();
    const unmarked = (order: string) => tape.filter((ticket) => ticket.includes(order) && !reprint.test(ticket)).length;
    const marked = tape.filter((ticket) => reprint.test(ticket)).length;
    console.log(`${ordered.length} orders in ${cycles} cycles, ${tape.length} tickets, ${marked} of them marked`);
    expect(ordered.filter((order) => unmarked(order) > 1)).toEqual([]);
    expect(ordered.filter((order) => !tape.some((ticket) => ticket.includes(order)))).toEqual([]);
  });
});

/** What a second ticket of an order says on it. */
const reprint = /NACHDRUCK|REPRINT/i;
