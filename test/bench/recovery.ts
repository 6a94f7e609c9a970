import { join } from 'node:path';
import { readSamples } from '../../src-main/practice/shop/samples.ts';
import { startShop } from '../../src-main/practice/shop/shop.ts';
import { openRestaurant } from '../service/support/restaurant.ts';
import { eventually } from '../service/support/service.ts';
import { type Benchmark, type Figure, median } from './figure.ts';

const rounds = 20;
const backlog = 100;
/** 250 mm a second are 59 lines of an eighth of an inch and a bit. */
const linesPerSecond = 59;
const credentials = { apiKey: 'IST.secret-key', siteId: 'site' };

/** How soon a returned printer gets its first byte, how long a backlog takes on paper, and whether a new order must wait for it. */
export const recovery: Benchmark = {
  name: 'recovery',
  run: async () => [...(await measureStart()), ...(await measureBacklog())],
};

async function open(speed: number | null) {
  const shop = await startShop({ ...credentials, followUps: false, switches: { requestsPerMinute: 100_000 } });
  const restaurant = await openRestaurant(shop.baseUrl, { switches: { linesPerSecond: speed } });
  const service = await restaurant.start();
  const [sample] = readSamples(join('resources', 'practice', 'orders')).filter(({ id }) => id === 'paid');
  if (!sample) throw new Error('there is no sample order');
  const waiting = (count: number) =>
    eventually(`${count} wait`, async () => (await service.status()).queue.waiting === count, 120_000);
  const off = async () => {
    await restaurant.printer.set({ power: false });
    await eventually('away', async () => (await service.status()).printer.state === 'unreachable', 30_000);
  };
  const complete = () => restaurant.printer.tickets().filter((ticket) => ticket.complete).length;
  const end = async () => {
    await restaurant.stop();
    await shop.stop();
  };
  return { shop, restaurant, service, sample, waiting, off, complete, end };
}

async function measureStart(): Promise<Figure[]> {
  const { shop, restaurant, sample, waiting, off, complete, end } = await open(null);
  try {
    const seconds: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      await off();
      shop.place(sample);
      await waiting(1);
      const started = Promise.withResolvers<number>();
      const stop = restaurant.printer.watch((event) => {
        if (event.kind === 'ticket started') started.resolve(performance.now());
      });
      await restaurant.printer.set({ power: true });
      const back = performance.now();
      seconds.push(((await started.promise) - back) / 1000);
      stop();
      await eventually('the ticket is whole', () => complete() >= round, 60_000);
    }
    const common = { unit: 's', better: 'lower' as const, comparedTo: null };
    return [
      { name: 'recovery starts after the printer is back, median', value: median(seconds), target: 1, ...common },
      { name: 'recovery starts after the printer is back, worst', value: Math.max(...seconds), target: 3, ...common },
    ];
  } finally {
    await end();
  }
}

async function measureBacklog(): Promise<Figure[]> {
  const { shop, restaurant, sample, waiting, off, complete, end } = await open(linesPerSecond);
  try {
    await off();
    for (let count = 0; count < backlog; count += 1) shop.place(sample);
    await waiting(backlog);
    await restaurant.printer.set({ power: true });
    const back = performance.now();
    await eventually('a fifth is out', () => complete() >= backlog / 5, 300_000);
    const live = shop.place(sample);
    const before = complete();
    const number = String(live.number);
    await eventually('the new one', () => restaurant.paper().some((text) => text.includes(number)), 60_000);
    const between = restaurant.paper().findIndex((text) => text.includes(number)) - before;
    await eventually('all are out', () => complete() === backlog + 1, 600_000);
    const seconds = (performance.now() - back) / 1000;
    return [
      {
        name: `a backlog of ${backlog} on a printer of 250 mm/s`,
        value: seconds,
        unit: 's',
        better: 'lower',
        target: 180,
        comparedTo: null,
      },
      {
        name: 'tickets of the backlog before one that came meanwhile',
        value: between,
        unit: 'tickets',
        better: 'lower',
        target: 2,
        comparedTo: null,
      },
    ];
  } finally {
    await end();
  }
}
