import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEventParser, type ServerSentEvent } from '../../../src-main/service-api/event-parser.ts';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { order, startShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
let restaurant: Restaurant;
let service: RunningService;
beforeAll(async () => {
  shop = await startShop();
  restaurant = await openRestaurant(shop.url);
  // The schema of the release before this one: what the last migration adds is not there.
  migrateTo(restaurant.root, 6);
  service = await restaurant.start();
  await eventually('connected', async () => {
    const { printer, wix } = await service.status();
    return printer.state === 'ready' && wix.state === 'online';
  });
});
afterAll(async () => {
  await restaurant.stop();
  await shop.stop();
});

function migrateTo(root: string, schema: number): void {
  const program = fileURLToPath(new URL('../../../src-pi/service/migrate.ts', import.meta.url));
  execFileSync(process.execPath, [program, '--database', `${root}/data/printer_service.db`, '--to', String(schema)]);
}

const status = (path: string, method = 'GET') =>
  fetch(`${service.url}${path}`, { method }).then(async (answer) => [answer.status, await answer.json()]);

test('the older calls have their names and shapes, also when there is nothing', async () => {
  expect(await status('/health')).toMatchObject([
    200,
    { status: 'ok', database: { ok: true, schema: 6 }, printer: { state: 'ready' }, wix: { state: 'online' } },
  ]);
  const queue = { total_items: 0, oldest_queued_item: null };
  const recovery = { priority_distribution: {}, average_retry_count: 0, expiring_soon: 0, recovery_urgency: 'none' };
  expect(await status('/recovery/status')).toMatchObject([
    200,
    { recovery_manager_running: true, current_session: null, queue_statistics: recovery, last_recovery: null },
  ]);
  expect(await status('/recovery/statistics')).toMatchObject([
    200,
    { queue_statistics: queue, recovery_statistics: recovery, timestamp: expect.stringMatching(/^\d{4}-.*\.\d{6}$/) },
  ]);
  expect(await status('/recovery/history?limit=7')).toEqual([200, { recovery_history: [], count: 0, limit: 7 }]);
  expect(await status('/notifications/history?limit=5')).toEqual([
    200,
    { notification_history: [], count: 0, limit: 5 },
  ]);
  expect(await status('/offline/queue/status')).toEqual([
    200,
    { ...queue, status_counts: {}, type_counts: {}, priority_counts: {}, max_queue_size: 1000 },
  ]);
  expect(await status('/offline/queue/cleanup', 'POST')).toEqual([200, { success: true, removed_items: 0 }]);
  expect(await status('/connectivity/status')).toMatchObject([
    200,
    {
      printer: { status: 'online', offline_duration: null },
      internet: { status: 'online' },
      overall: { status: 'online' },
    },
  ]);
  expect(await status('/connectivity/check', 'POST')).toMatchObject([200, { overall: { status: 'online' } }]);
  expect(await status('/print/statistics')).toMatchObject([200, { total_jobs: 0, pending_jobs: 0 }]);
  expect(await status('/print/retry-failed', 'POST')).toMatchObject([200, { success: true, retried_jobs: 0 }]);
  expect(await status('/recovery/trigger?recovery_type=manual_recovery', 'POST')).toMatchObject([
    200,
    { success: true },
  ]);
  expect(await status('/recovery/pause', 'POST')).toEqual([200, { success: false }]);
  expect(await status('/recovery/cancel', 'POST')).toEqual([200, { success: false, held: 0 }]);
  expect(await status('/self-healing/status')).toMatchObject([200, { running: true, alerts: [], dead_letters: 0 }]);
  expect(await status('/circuit-breakers/status')).toMatchObject([
    200,
    {
      circuit_breakers: {
        wix: { state: 'closed', failure_count: 0 },
        smtp: { state: 'closed', failure_count: 0 },
        'printer-printer': { state: 'closed', failure_count: 0 },
      },
    },
  ]);
  expect(await status('/retry-manager/dead-letter-queue')).toEqual([200, { items: [], count: 0 }]);
  expect(await status('/retry-manager/requeue/77', 'POST')).toMatchObject([404, { error: { code: 'job.unknown' } }]);
  expect(await status('/health/metrics')).toMatchObject([200, { samples: [] }]);
  expect(await status('/connectivity/events?limit=5&component=printer')).toMatchObject([
    200,
    { events: [{ component: 'printer', status: 'online' }], limit: 5 },
  ]);
});

test('what cannot be done, is not there or makes no sense is said in JSON', async () => {
  expect(await status('/notifications/test', 'POST')).toMatchObject([
    200,
    { success: false, notification_type: 'system_error', error: 'mails are not set up' },
  ]);
  expect(await status('/notifications/test?notification_type=magic', 'POST')).toMatchObject([400, { error: {} }]);
  expect(await status('/notifications/config/test', 'POST')).toMatchObject([200, { success: false }]);
  expect(await status('/notifications/status')).toMatchObject([
    200,
    { enabled: false, configured: false, sending: false },
  ]);
  expect(await status('/nowhere')).toMatchObject([404, { error: {} }]);
  expect(await status('/orders/none')).toMatchObject([404, { error: { code: 'order.unknown' } }]);
  expect(await status('/bonwart/jobs/99/ticket')).toMatchObject([404, { error: { code: 'job.unknown' } }]);
  expect(await status('/bonwart/orders?limit=0')).toMatchObject([400, { error: { code: 'contract.invalid-request' } }]);
  expect(await status('/recovery/trigger?recovery_type=magic', 'POST')).toMatchObject([400, {}]);
});

async function listen(lastEventId?: number) {
  const events: ServerSentEvent[] = [];
  const end = new AbortController();
  const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) };
  const answer = await fetch(`${service.url}/events`, { headers, signal: end.signal });
  const parser = createEventParser(
    (event) => events.push(event),
    () => {},
  );
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const part of answer.body ?? []) parser.push(decoder.decode(part, { stream: true }));
  })().catch(() => {});
  const stop = () => {
    end.abort();
    return reading;
  };
  return { events, end: stop };
}

test('events come in order, first the status, and what was missed is told again', async () => {
  const live = await listen();
  await eventually('first', () => live.events.length > 0);
  expect(live.events[0]?.type).toBe('status');
  shop.orders.push(order());
  await eventually('printed', () => live.events.some(({ type }) => type === 'job-printed'));
  const durable = live.events.filter(({ type }) => type !== 'status');
  expect(durable.map(({ type }) => type)).toEqual(['order-accepted', 'job-queued', 'job-printing', 'job-printed']);
  await eventually('status after it', () => {
    const last = live.events.at(-1);
    return last?.type === 'status' && JSON.parse(last.data).lastPrinted !== null;
  });
  await live.end();
  const again = await listen(Number(durable[0]?.id));
  await eventually('replay', () => again.events.some(({ type }) => type === 'job-printed'));
  expect(again.events.filter(({ type }) => type !== 'status').map(({ data }) => data)).toEqual(
    durable.slice(1).map(({ data }) => data),
  );
  await again.end();
});

test('the older calls know the order, and print a job again with REPRINT', async () => {
  const [first] = await service.orders();
  expect(await status(`/orders/${first?.id}`)).toMatchObject([
    200,
    {
      wix_order_id: first?.id,
      status: 'APPROVED',
      items: [{ quantity: 2 }, {}],
      print_jobs: [{ status: 'completed' }],
    },
  ]);
  const before = restaurant.paper().length;
  const [, told] = await status(`/orders/${first?.id}`);
  expect(await status(`/print/job/${told.print_jobs[0].id}`, 'POST')).toMatchObject([200, { success: true }]);
  await eventually('second ticket', () => restaurant.paper().length > before);
  expect(restaurant.paper().at(-1)).toContain('REPRINT');
});

test('it serves on a socket that it is given', async () => {
  const door = createServer().listen(0, '127.0.0.1');
  await once(door, 'listening');
  const { port } = door.address() as AddressInfo;
  const second = await openRestaurant(shop.url);
  const program = fileURLToPath(new URL('../../../src-pi/service/service.ts', import.meta.url));
  const handle = (door as unknown as { _handle: { fd: number } })._handle;
  const child = spawn(process.execPath, [program, '--root', second.root], {
    env: { ...process.env, LISTEN_FDS: '1' },
    stdio: ['ignore', 'ignore', 'ignore', handle.fd],
  });
  const ended = once(child, 'exit');
  try {
    door.close();
    const answer = await eventually('health', () =>
      fetch(`http://127.0.0.1:${port}/health`).then(
        (response) => response.json(),
        () => false,
      ),
    );
    expect(answer).toMatchObject({ status: 'ok' });
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
    await second.stop();
  }
});
