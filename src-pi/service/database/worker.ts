import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../../src-shared/contract/errors.ts';
import { crashPoint } from '../life/crash.ts';
import { type Connection, openDatabase } from './connection.ts';
import { eventsAfter, lastEventId } from './journal.ts';
import { schemaNumber } from './migrations.ts';
import { type OperationName, operations } from './operations.ts';
import { queueFacts } from './panel-queries.ts';
import type { WorkerMessage, WorkerRequest, WorkerStart } from './protocol.ts';

/*
 * The one thread that writes the database. better-sqlite3 is synchronous and an SD card may take seconds for a single fsync;
 * here it holds up nobody but itself.
 */
const port = parentPort;
if (!port) throw new Error('database worker: must run as a worker thread');
const tell = (message: WorkerMessage) => port.postMessage(message);

let database: Connection | null = null;
/** Our tables are there from schema 2 on; before, there are no events to tell. */
let lastTold = -1;

try {
  database = openDatabase((workerData as WorkerStart).path);
  noticeTables();
  tell({ kind: 'opened' });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  tell({ kind: 'not-opened', error: error.error });
}

port.on('message', (request: WorkerRequest) => {
  const open = database;
  if (!open) return;
  if (request.operation === 'close') {
    crashPoint('checkpoint-before');
    open.pragma('wal_checkpoint(TRUNCATE)');
    crashPoint('checkpoint-after');
    open.close();
    database = null;
    tell({ kind: 'answer', id: request.id, value: null });
    port.close();
    return;
  }
  try {
    const run = operations[request.operation] as (database: Connection, input: unknown) => unknown;
    const value = run(open, request.input);
    if (request.operation === 'migrate') noticeTables();
    tellChanges(open, request.operation);
    tell({ kind: 'answer', id: request.id, value });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    tell({ kind: 'refused', id: request.id, error: error instanceof Refusal ? error.error : null, message });
  }
});

function noticeTables(): void {
  if (database && lastTold < 0 && schemaNumber(database) >= 2) lastTold = lastEventId(database);
}

function tellChanges(open: Connection, operation: OperationName): void {
  if (lastTold < 0 || operation === 'ping') return;
  const events = eventsAfter(open, lastTold, 1000);
  const last = events.at(-1);
  if (!last) return;
  lastTold = last.id;
  tell({ kind: 'changed', events, facts: queueFacts(open) });
}
