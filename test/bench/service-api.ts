import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { openRestaurant } from '../service/support/restaurant.ts';
import { eventually, type RunningService } from '../service/support/service.ts';
import { order, startShop } from '../service/support/shop.ts';
import { type Benchmark, type Figure, quantile } from './figure.ts';

const requestsPerSecond = 50;
const seconds = Number(process.env.BENCH_SECONDS ?? 40);
const fsyncSeconds = 5;

/**
 * The API under 50 requests a second while every flush of the database thread takes five seconds: strace holds that thread up, and
 * only that, as a dying SD card does. Orders come in meanwhile. The same again without the delay stands beside it.
 */
export const serviceApi: Benchmark = {
  name: 'service-api',
  async run() {
    if (spawnSync('strace', ['-V']).status !== 0) return { skipped: 'strace is not here' };
    const usual = await measure(false);
    const slow = await measure(true);
    return [
      figure('API under 50 requests/s with a 5 s fsync, p99', slow.all, 100, ['p99 without the delay', usual.all]),
      figure('/health under the same, p99', slow.health, 50, ['p99 without the delay', usual.health]),
    ];
  },
};

function figure(name: string, times: number[], target: number, [beside, others]: [string, number[]]): Figure {
  const comparedTo = { name: beside, value: quantile(others, 0.99) };
  return { name, value: quantile(times, 0.99), unit: 'ms', better: 'lower', target, comparedTo };
}

async function measure(delayed: boolean): Promise<{ all: number[]; health: number[] }> {
  const shop = await startShop();
  const restaurant = await openRestaurant(shop.url, { switches: { linesPerSecond: null } });
  let strace: ChildProcess | null = null;
  try {
    const service = await restaurant.start();
    shop.orders.push(...Array.from({ length: 20 }, () => order()));
    await eventually('printed', () => restaurant.paper().length === 20, 60_000);
    await eventually('quiet', async () => (await service.status()).queue.waiting === 0);
    const paths = await pathsOf(service);
    // A panel is open before the disk begins to fail: each question was asked once.
    for (const path of paths) await fetch(`${service.url}${path}`).then((answer) => answer.text());
    if (delayed) strace = await delayFlushes(service);
    const orders = setInterval(() => shop.orders.push(order()), 4000);
    shop.orders.push(order());
    const times = await load(service, paths);
    clearInterval(orders);
    return times;
  } finally {
    strace?.kill('SIGTERM');
    await restaurant.stop();
    await shop.stop();
  }
}

/** What a panel and the older scripts ask. */
async function pathsOf(service: RunningService): Promise<string[]> {
  const [first] = await service.orders();
  return [
    '/health',
    '/bonwart/status',
    '/bonwart/orders?limit=50',
    `/bonwart/jobs/${first?.jobs[0]?.id}/ticket`,
    `/orders/${first?.id}`,
    '/recovery/status',
    '/recovery/statistics',
    '/recovery/history?limit=20',
    '/connectivity/status',
    '/connectivity/events?limit=20',
    '/offline/queue/status',
    '/notifications/history?limit=20',
    '/print/statistics',
    '/metrics',
  ];
}

/** Evenly, each request on its time whether or not those before it are answered. */
async function load(service: RunningService, paths: readonly string[]): Promise<{ all: number[]; health: number[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const all: number[] = [];
  const health: number[] = [];
  const open: Promise<void>[] = [];
  const begin = performance.now();
  for (let count = 0; count < requestsPerSecond * seconds; count += 1) {
    const due = begin + (count * 1000) / requestsPerSecond;
    await new Promise((next) => setTimeout(next, Math.max(0, due - performance.now())));
    const path = paths[count % paths.length] ?? '/health';
    open.push(
      ask(agent, `${service.url}${path}`, due).then((time) => {
        all.push(time);
        if (path === '/health') health.push(time);
      }),
    );
  }
  await Promise.all(open);
  agent.destroy();
  return { all, health };
}

function ask(agent: Agent, url: string, since: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  get(url, { agent }, (response) => {
    response.resume();
    response.once('end', () =>
      response.statusCode === 200
        ? resolve(performance.now() - since)
        : reject(new Error(`${url}: ${response.statusCode}`)),
    );
  }).once('error', reject);
  return promise;
}

/** Holds up the flushes of all threads but the main one, whose answers are measured. */
async function delayFlushes(service: RunningService): Promise<ChildProcess> {
  const pid = Number(service.child.pid);
  const threads = readdirSync(`/proc/${pid}/task`).filter((thread) => Number(thread) !== pid);
  const traced = threads.filter((thread) => !/^(libuv-worker|V8Worker|node:v8)/.test(commandOf(pid, thread)));
  const child = spawn(
    'strace',
    [
      '-qq',
      ...traced.flatMap((thread) => ['-p', thread]),
      '-e',
      'trace=fsync,fdatasync',
      '-e',
      `inject=fsync,fdatasync:delay_enter=${fsyncSeconds * 1_000_000}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await eventually('strace holds the thread', () => traced.every((thread) => tracerOf(pid, thread) === child.pid));
  child.stderr?.resume();
  await Promise.race([once(child, 'exit').then(() => Promise.reject(new Error('strace ended'))), Promise.resolve()]);
  return child;
}

function commandOf(pid: number, thread: string): string {
  return readFileSync(`/proc/${pid}/task/${thread}/comm`, 'utf8');
}

function tracerOf(pid: number, thread: string): number {
  return Number(/TracerPid:\t(\d+)/.exec(readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8'))?.[1]);
}
