import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openDatabase } from '../../src-pi/service/database/connection.ts';
import { migrate, readMigrations } from '../../src-pi/service/database/migrations.ts';
import { operations } from '../../src-pi/service/database/operations.ts';
import { program } from '../../src-pi/service/program-files.ts';
import { openRestaurant } from '../service/support/restaurant.ts';
import { eventually } from '../service/support/service.ts';
import { order, startShop } from '../service/support/shop.ts';
import { memoryOf, processorSeconds, startBuiltService, whyNoBuiltService } from './built-service.ts';
import type { Benchmark } from './figure.ts';
import { fillWithOrders } from './years-of-orders.ts';

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
      const crowded = await memoryWithManyTickets();
      const beside = (value: number) => ({ name: 'a bare Node with one thread', value: value / megabyte });
      const common = { unit: 'MB', better: 'lower' as const, target: null };
      return [
        {
          ...{ ...common, name: 'memory, resident', value: resident / megabyte },
          ...{ target: 80, comparedTo: beside(bare.resident) },
        },
        {
          ...{ ...common, name: 'memory, without pages of files', value: own / megabyte },
          comparedTo: beside(bare.own),
        },
        {
          ...{ ...common, name: 'memory, resident, with 100,000 tickets', value: crowded / megabyte },
          comparedTo: { name: 'with ten', value: resident / megabyte },
        },
        { name: 'idle processor', value: load, unit: '% of a core', better: 'lower', target: 1, comparedTo: null },
      ];
    } finally {
      await service.stop();
      await restaurant.stop();
      await shop.stop();
    }
  },
};

/** What the panel and the older scripts ask, with what makes the database read most. */
const questions = [
  ...['/bonwart/status', '/bonwart/orders', '/bonwart/order-page?question=999', '/bonwart/questions', '/health'],
  ...['/bonwart/statistics?days=90', '/bonwart/busy-hours', '/bonwart/samples?hours=2160', '/print/statistics'],
  ...['/recovery/history', '/connectivity/events', '/bonwart/mail/history', '/metrics', '/openapi.json'],
];

/** Bytes in RAM of a service with years of orders, three quarters of a minute after the panel has asked for everything three times. */
async function memoryWithManyTickets(): Promise<number> {
  const shop = await startShop();
  const restaurant = await openRestaurant(shop.url, { settings: { WIX_POLL_INTERVAL_MS: 5000 } });
  try {
    const connection = openDatabase(join(restaurant.root, 'data', 'printer_service.db'));
    // Nothing is lost but time if the machine stops here.
    connection.pragma('synchronous = OFF');
    const migrations = readMigrations(program.migrations);
    migrate(connection, migrations, migrations.length);
    fillWithOrders(connection, { jobs: 100_000, open: 0, days: 500 });
    while (operations.indexOrders(connection));
    connection.close();
    const service = await startBuiltService(restaurant.root);
    try {
      await sleep(15);
      for (const path of [...questions, ...questions, ...questions]) {
        const answer = await fetch(`${service.url}${path}`);
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        await answer.arrayBuffer();
      }
      await sleep(45);
      return memoryOf(service.pid).resident;
    } finally {
      await service.stop();
    }
  } finally {
    await restaurant.stop();
    await shop.stop();
  }
}

async function bareNode(): Promise<{ resident: number; own: number }> {
  const script = "new (require('node:worker_threads').Worker)('setInterval(() => {}, 1e6)', { eval: true })";
  const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore', env: { PATH: process.env.PATH } });
  await sleep(3);
  const memory = memoryOf(Number(child.pid));
  child.kill();
  await once(child, 'exit');
  return memory;
}

function sleep(seconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, seconds * 1000));
}
