import { afterAll, beforeAll, test } from 'vitest';
import { seeded } from '../control/bench/deadline.ts';
import { bundledService, type ServiceBuild } from './support/builds.ts';
import { printerKinds } from './support/crash-case.ts';
import { atRest, brokenPromises } from './support/promises.ts';
import { openRestaurant, type Restaurant } from './support/restaurant.ts';
import { eventually, type RunningService } from './support/service.ts';
import { order, startShop, type TestShop } from './support/shop.ts';

/*
 * SIGKILL at random instants while 50 orders come in, are printed, are asked about and are printed anew. Each round is one kitchen
 * that is killed again and again; at its end the paper says what came of it. `BONWART_FAULTS=all`: 1,000 kills in 50 rounds.
 */
const everything = process.env.BONWART_FAULTS === 'all';
const seed = Number(process.env.BONWART_SEED ?? 20261123);
const rounds = everything ? 50 : 1;
const killsEach = everything ? 20 : 10;
const ordersEach = 50;
/** From the start of the process; most of it is after the start. */
const mostMilliseconds = 1500;

let build: ServiceBuild;
beforeAll(async () => {
  build = await bundledService();
});
afterAll(() => build.remove());

/** What a person does meanwhile: every ticket of which nobody knows is ordered anew. */
async function decide(service: RunningService): Promise<void> {
  const unknown = (await service.orders()).flatMap(({ jobs }) => jobs).filter(({ state }) => state === 'unknown');
  for (const { id } of unknown) await service.post(`/bonwart/jobs/${id}/resolve`, { answer: 'print-again' });
}

async function killAgainAndAgain(restaurant: Restaurant, shop: TestShop, numbers: string[], random: () => number) {
  for (let kill = 0; kill < killsEach; kill += 1) {
    const wanted = Math.ceil((ordersEach * (kill + 1)) / killsEach);
    const late = random() < 0.5;
    const arrive = () => {
      while (numbers.length < wanted) {
        const placed = order();
        shop.orders.push(placed);
        numbers.push(String(placed.number));
      }
    };
    if (!late) arrive();
    const service = await restaurant.start();
    const timer = setTimeout(() => service.child.kill('SIGKILL'), random() * mostMilliseconds);
    if (late) arrive();
    if (random() < 0.5) await decide(service).catch(() => {});
    if (random() < 0.15) await restaurant.printer.set({ linesLeft: Math.floor(random() * 60) });
    await service.ended;
    clearTimeout(timer);
    const after = random();
    if (after < 0.15) {
      await restaurant.printer.set({ power: false });
      await restaurant.printer.set({ power: true });
    }
    await restaurant.printer.set({ linesLeft: null, paper: 'enough' });
  }
}

const kinds = Object.keys(printerKinds) as (keyof typeof printerKinds)[];
test.concurrent.for(Array.from({ length: rounds }, (_, round) => round))(
  `seed ${seed}, round %i: ${killsEach} kills under ${ordersEach} orders, none lost, none doubled unmarked`,
  { timeout: 600_000 },
  async (round, context) => {
    const random = seeded(seed + round);
    // A mute printer that loses power loses what nobody can know of: it has no such days here.
    const kind = kinds[round % 2] ?? 'A4';
    const shop = await startShop();
    const restaurant = await openRestaurant(shop.url, {
      program: build.program,
      switches: { ...printerKinds[kind], linesPerSecond: 800 },
    });
    const numbers: string[] = [];
    try {
      await killAgainAndAgain(restaurant, shop, numbers, random);
      const last = await restaurant.start();
      const rested = () => eventually('all at rest', () => atRest(last, ordersEach), 120_000);
      await rested();
      await decide(last);
      const orders = await rested();
      context.expect(numbers).toHaveLength(ordersEach);
      context.expect(brokenPromises(numbers, restaurant.paper(), orders), `${kind}, ${last.output()}`).toEqual([]);
      const missing = numbers.filter((number) => !restaurant.paper().some((text) => text.includes(number)));
      context.expect(missing).toEqual([]);
    } finally {
      await restaurant.stop();
      await shop.stop();
    }
  },
);
