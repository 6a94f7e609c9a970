import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openRestaurant } from '../service/support/restaurant.ts';
import { eventually } from '../service/support/service.ts';
import { order, startShop } from '../service/support/shop.ts';
import { memoryOf, processorSeconds, startBuiltService, whyNoBuiltService } from './built-service.ts';
import type { Benchmark } from './figure.ts';

const idleSeconds = Number(process.env.BENCH_SECONDS ?? 60);
const megabyte = 1024 * 1024;

/** Memory and processor of the built service that has printed some tickets and then idles, polling every five seconds. */
export const serviceMemory: Benchmark = {
  name: 'service-memory',
  async run() {
    const skipped = whyNoBuiltService();
    if (skipped) return { skipped };
    const shop = await startShop();
    const restaurant = await openRestaurant(shop.url, {
      settings: { WIX_POLL_INTERVAL_MS: 5000 },
      switches: { linesPerSecond: null },
    });
    const service = await startBuiltService(restaurant.root);
    try {
      shop.orders.push(...Array.from({ length: 10 }, () => order()));
      await eventually('printed', () => restaurant.paper().length === 10, 60_000);
      await sleep(15);
      const before = processorSeconds(service.pid);
      await sleep(idleSeconds);
      const load = ((processorSeconds(service.pid) - before) / idleSeconds) * 100;
      const { resident, own } = memoryOf(service.pid);
      const bare = await bareNode();
      const common = { better: 'lower' as const };
      return [
        {
          name: 'memory, resident',
          value: resident / megabyte,
          unit: 'MB',
          target: 80,
          comparedTo: { name: 'a bare Node with one thread', value: bare.resident / megabyte },
          ...common,
        },
        {
          name: 'memory, without pages of files',
          value: own / megabyte,
          unit: 'MB',
          target: null,
          comparedTo: { name: 'a bare Node with one thread', value: bare.own / megabyte },
          ...common,
        },
        { name: 'idle processor', value: load, unit: '% of a core', target: 1, comparedTo: null, ...common },
      ];
    } finally {
      await service.stop();
      await restaurant.stop();
      await shop.stop();
    }
  },
};

async function bareNode(): Promise<{ resident: number; own: number }> {
  const script = "new (require('node:worker_threads').Worker)('setInterval(() => {}, 1e6)', { eval: true })";
  const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
  await sleep(3);
  const memory = memoryOf(Number(child.pid));
  child.kill();
  await once(child, 'exit');
  return memory;
}

function sleep(seconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, seconds * 1000));
}
