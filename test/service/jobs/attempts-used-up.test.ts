import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DatabaseClient, startDatabase } from '../../../src-pi/service/database/client.ts';
import { readMigrations } from '../../../src-pi/service/database/migrations.ts';
import { spawnDatabaseWorker } from '../../../src-pi/service/database/spawn-worker.ts';
import { startPrinterWorker } from '../../../src-pi/service/jobs/printer-worker.ts';
import { createLog } from '../../../src-pi/service/life/log.ts';
import type { PrintResult } from '../../../src-pi/service/printer/print.ts';
import { program } from '../../../src-pi/service/program-files.ts';
import { incomingOrder } from '../support/incoming-order.ts';
import { eventually } from '../support/service.ts';

let folder: string;
let database: DatabaseClient;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-attempts-'));
  const path = join(folder, 'printer_service.db');
  database = await startDatabase(spawnDatabaseWorker(program.databaseWorker), { path }, () => {});
  await database.call('migrate', { folder: program.migrations, to: readMigrations(program.migrations).length });
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const nothing = () => ({ bytes: new Uint8Array() });

/** A printer that calls itself ready and answers each ticket like this. */
function workerOf(result: PrintResult, closes: boolean) {
  let tickets = 0;
  const worker = startPrinterWorker({
    id: 'printer',
    configured: '{}',
    stations: () => ['kitchen'],
    standsInFor: () => null,
    open: async (memory) => {
      memory.capability = 'A4';
      let closed = false;
      return {
        look: async () => 'ready',
        async print() {
          tickets += 1;
          closed = closes;
          return result;
        },
        onNews: () => {},
        isClosed: () => closed,
        end: async () => {},
      };
    },
    database,
    slips: { reprintMark: nothing, spareMark: nothing, buzz: () => new Uint8Array() } as never,
    log: createLog('critical'),
    release: '1.0.0',
    bootId: 'boot',
    maximumAttempts: 3,
    now: () => new Date().toISOString(),
    interrupted: false,
    onState: async () => {},
    onForeignTicket: () => {},
  });
  return { worker, tickets: () => tickets };
}
const job = async () => (await database.call('listOrders', 10))[0]?.jobs[0];

test('a printer that says ready and takes nothing uses up the attempts; then the ticket is held, and stays', async () => {
  await database.call('acceptOrders', { orders: [incomingOrder('one')], watermark: null });
  const { worker, tickets } = workerOf({ happening: 'nothing-sent', reason: 'takes nothing' }, false);
  await eventually('held', async () => (await job())?.state === 'held', 30_000);
  expect(tickets()).toBe(3);
  await worker.stop();
  expect(await job()).toMatchObject({ state: 'held', attempts: 3 });
});

test('a line that breaks before the first byte costs no attempt, however often', async () => {
  await database.call('acceptOrders', { orders: [incomingOrder('one')], watermark: null });
  const { worker, tickets } = workerOf({ happening: 'nothing-sent', reason: 'line broke' }, true);
  await eventually('five times', () => tickets() >= 5, 30_000);
  await worker.stop();
  expect((await job())?.state).toBe('queued');
});
