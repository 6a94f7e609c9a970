import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src-pi/service/database/connection.ts';
import { migrate, readMigrations } from '../../src-pi/service/database/migrations.ts';
import { isReading, type OperationName, operations } from '../../src-pi/service/database/operations.ts';
import { program } from '../../src-pi/service/program-files.ts';
import { quantile } from './figure.ts';
import { fillWithOrders } from './years-of-orders.ts';

const times = 1000;

type Database = ReturnType<typeof openDatabase>;

// Run by `database.ts` in a Node of its own, with the flags that the service has. Prints the p99 of each question in milliseconds as JSON.
const folder = mkdtempSync(join(tmpdir(), 'bonwart-database-'));
const connection = openDatabase(join(folder, 'printer_service.db'));
try {
  const migrations = readMigrations(program.migrations);
  migrate(connection, migrations, migrations.length);
  fillWithOrders(connection, { jobs: 100_000, open: 40, days: 500 });
  while (operations.indexOrders(connection));
  const measured = Object.entries(questions(connection)).map(([name, ask]) => [name, p99Of(ask)]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(measured))}\n`);
} finally {
  connection.close();
  rmSync(folder, { recursive: true });
}

function p99Of(ask: () => unknown): number {
  const took = Array.from({ length: times }, () => {
    const begin = performance.now();
    ask();
    return performance.now() - begin;
  });
  return quantile(took, 0.99);
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}

/** Each operation that only reads, with what it would really be asked. */
function questions(connection: Database): Record<string, () => unknown> {
  const at = new Date().toISOString();
  const inputs: Partial<Record<OperationName, unknown>> = {
    knownOrders: Array.from({ length: 100 }, (_, index) => `order-${index * 7}`),
    nextJob: { stations: ['kitchen', 'bar'], at, printer: 'printer' },
    listOrders: 50,
    orderPage: { question: '999', after: null, limit: 50 },
    openQuestions: 200,
    jobTimeline: 50_000,
    printStatisticsByDay: { since: daysAgo(30), offsetMinutes: 60 },
    busyHours: { since: daysAgo(56) },
    readTicket: 50_000,
    readOrder: 'order-50000',
    jobOfLegacy: 50_000,
    recoveryHistory: 20,
    alertFacts: at,
    pastSessions: 20,
    deadLetters: 100,
    notificationHistory: { limit: 20, type: 'printer_offline' },
    connectivityEvents: { limit: 20, component: 'printer' },
    eventsAfter: { id: 150_000, limit: 500 },
    resumeEvents: 150_000,
    ticketTimes: 50_000,
    readMeta: 'wix.watermark',
    readPrinter: { id: 'printer', configured: '' },
    nextMail: at,
    mailHistory: { limit: 50, before: null },
    mailFacts: at,
    readSamples: { at, hours: 168, pending: [] },
    waitingMail: 'none',
  };
  const names = (Object.keys(operations) as OperationName[]).filter((name) => isReading(name));
  return Object.fromEntries(
    names.map((name) => {
      const run = operations[name] as (database: Database, input: unknown) => unknown;
      if (run.length > 1 && !(name in inputs)) throw new Error(`nobody says what ${name} is asked`);
      return [name, () => run(connection, inputs[name])];
    }),
  );
}
