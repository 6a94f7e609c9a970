import { join } from 'node:path';
import { readSamples } from '../../src-main/practice/shop/samples.ts';
import { startShop } from '../../src-main/practice/shop/shop.ts';
import { openRestaurant } from '../service/support/restaurant.ts';
import { eventually } from '../service/support/service.ts';
import { type Benchmark, median, quantile } from './figure.ts';

const orders = 20;
const credentials = { apiKey: 'IST.secret-key', siteId: 'site' };

/**
 * From the shop's answer that holds a new order to the first byte that the printer gets for it: poll, database, ticket and
 * conversation with the printer, in the real service as a process of its own, over loopback.
 */
export const orderToPrinter: Benchmark = {
  name: 'order-to-printer',
  async run() {
    const shop = await startShop({ ...credentials, followUps: false, switches: { requestsPerMinute: 100_000 } });
    const restaurant = await openRestaurant(shop.baseUrl, { switches: { linesPerSecond: null } });
    try {
      await restaurant.start();
      const sample = readSamples(join('resources', 'practice', 'orders'))[0];
      if (!sample) throw new Error('there is no sample order');
      const times: number[] = [];
      for (let count = 1; count <= orders; count += 1) {
        await eventually('the service polls', () => shop.answered().length > 0);
        const firstLine = Promise.withResolvers<number>();
        const stop = restaurant.printer.watch((event) => {
          if (event.kind === 'ticket started') firstLine.resolve(Date.now());
        });
        const before = shop.answered().length;
        const placed = Date.now();
        shop.place(sample);
        const printed = await Promise.race([firstLine.promise, deadline(15_000)]);
        stop();
        const seen =
          shop
            .answered()
            .slice(before)
            .find(({ at }) => at >= placed)?.at ?? placed;
        times.push(printed - seen);
        await eventually(
          'the ticket is whole',
          () => restaurant.printer.tickets().filter(({ complete }) => complete).length >= count,
        );
      }
      const common = { unit: 'ms', better: 'lower' as const, target: 100, comparedTo: null };
      return [
        { name: 'order seen to first dot, median', value: median(times), ...common },
        { name: 'order seen to first dot, p95', value: quantile(times, 0.95), ...common },
      ];
    } finally {
      await restaurant.stop();
      await shop.stop();
    }
  },
};

function deadline(milliseconds: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('nothing was printed in time')), milliseconds).unref();
  });
}
