import { openRestaurant } from '../service/support/restaurant.ts';
import { eventually } from '../service/support/service.ts';
import { order, startShop } from '../service/support/shop.ts';
import { startBuiltService, whyNoBuiltService, writtenBytes } from './built-service.ts';
import type { Benchmark } from './figure.ts';

const tickets = 200;
const idleSeconds = 30;
const secondsOfDay = 24 * 60 * 60;
const megabyte = 1024 * 1024;

/**
 * What a day costs the SD card: 200 orders one by one through the built service to the printer, and the idle hours, scaled from half
 * a minute of polling. From `/proc/PID/io`, where the kernel counts what it must write to the disk.
 */
export const writes: Benchmark = {
  name: 'writes',
  async run() {
    const skipped = whyNoBuiltService();
    if (skipped) return { skipped };
    const shop = await startShop();
    const restaurant = await openRestaurant(shop.url, { switches: { linesPerSecond: null } });
    const service = await startBuiltService(restaurant.root);
    try {
      shop.orders.push(order());
      await eventually('printed', () => restaurant.paper().length === 1, 60_000);
      await new Promise((done) => setTimeout(done, 8000));
      const idleBegin = writtenBytes(service.pid);
      await new Promise((done) => setTimeout(done, idleSeconds * 1000));
      const idle = ((writtenBytes(service.pid) - idleBegin) / idleSeconds) * secondsOfDay;
      const begin = writtenBytes(service.pid);
      for (let count = 2; count <= tickets + 1; count += 1) {
        shop.orders.push(order());
        await eventually('printed', () => restaurant.paper().length === count, 60_000);
      }
      const busy = writtenBytes(service.pid) - begin;
      const common = { unit: 'MB', better: 'lower' as const, comparedTo: null };
      return [
        { name: 'written in a day with 200 tickets', value: (busy + idle) / megabyte, target: 50, ...common },
        { name: 'of it while idle', value: idle / megabyte, target: 0, ...common },
      ];
    } finally {
      await service.stop();
      await restaurant.stop();
      await shop.stop();
    }
  },
};
