import { statSync, writeFileSync } from 'node:fs';
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { Refusal } from '../../../src-shared/contract/errors.ts';
import { crashPoint } from '../life/crash.ts';
import { giveBackGarbage } from '../life/small-heap.ts';
import { type Connection, openDatabase, suspectFile } from './connection.ts';
import { refusalOfFault, storageFault } from './faults.ts';
import { appendEvent, eventsAfter, lastEventId, writeMeta } from './journal.ts';
import { schemaNumber } from './migrations.ts';
import { isReading, type OperationName, operations } from './operations.ts';
import { queueFacts } from './panel-queries.ts';
import { parking } from './parking.ts';
import type { WorkerMessage, WorkerRequest, WorkerStart } from './protocol.ts';
import { now } from './times.ts';

/** An orderly end empties the journal of SQLite; what is left in it is of a kill or a power cut. */
function hasUnfinishedJournal(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Nobody reads it while the disk takes no bytes, and then it is not what is wrong. */
function noteCutOff(database: Connection): void {
  try {
    appendEvent(database, 'service-restarted');
  } catch (error) {
    if (storageFault(error) === null) throw error;
  }
}

/** Events in one message. */
const batch = 500;

/**
 * The one thread that writes the database. better-sqlite3 is synchronous and an SD card may take seconds for a single fsync;
 * here it holds up nobody but itself. Serves what comes through `port` until it is told to close.
 */
export function serveDatabase(port: MessagePort, start: WorkerStart): void {
  const tell = (message: WorkerMessage) => port.postMessage(message);
  let database: Connection | null = null;
  /** Our tables are there from schema 2 on; before, there are no events to tell. */
  let lastTold = -1;

  const wasCutOff = hasUnfinishedJournal(start.path);
  try {
    database = openDatabase(start.path, { thorough: start.thorough === true });
    noticeTables();
    if (wasCutOff && lastTold >= 0) noteCutOff(database);
    giveBackGarbage();
    tell({ kind: 'opened' });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell({ kind: 'not-opened', error: error.error });
  }

  const writes = parking<WorkerRequest>({
    reserve: start.reserve,
    work,
    probe: () => database && writeMeta(database, 'storage.tried-at', now()),
    // Who claims a job wants to print it now, who searches wants an answer; a file that is damaged does not get better by waiting.
    mayWait: ({ operation }, fault) => operation !== 'claimJob' && operation !== 'indexOrders' && fault !== 'damaged',
    onParked: ({ id }) => tell({ kind: 'parked', id }),
    onRefused: ({ id }, error) => refuse(id, error),
    onFault: (fault, detail) => {
      if (fault === 'damaged') suspect(detail);
      tell({ kind: 'storage', fault, detail });
    },
    onReserveReleased: () => tell({ kind: 'reserve-released' }),
  });

  const reads: WorkerRequest[] = [];
  const others: WorkerRequest[] = [];
  const sort = (request: WorkerRequest) => (isReading(request.operation) ? reads : others).push(request);
  const gather = () => {
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) sort(next.message);
  };
  // Between two writes, each of which may wait for seconds, all questions that have come are answered.
  port.on('message', (first: WorkerRequest) => {
    sort(first);
    do {
      gather();
      for (const request of reads.splice(0)) read(request);
      const write = others.shift();
      if (write?.operation === 'close') close(write.id);
      else if (write && database) writes.take(write);
      if (database) gather();
    } while (reads.length + others.length > 0);
  });

  function read(request: WorkerRequest): void {
    try {
      work(request);
    } catch (error) {
      refuse(request.id, error);
    }
  }

  /** Does it and answers. Throws only what the disk is to blame for. */
  function work(request: WorkerRequest): void {
    const open = database;
    if (!open || request.operation === 'close') return;
    let value: unknown;
    try {
      const run = operations[request.operation] as (database: Connection, input: unknown) => unknown;
      value = run(open, request.input);
      if (request.operation === 'migrate') noticeTables();
    } catch (error) {
      if (storageFault(error) !== null) throw error;
      refuse(request.id, error);
      return;
    }
    tellChanges(open, request.operation);
    tell({ kind: 'answer', id: request.id, value });
  }

  /** What is wrong with the file is noted beside it, so that the next start looks at all of it. */
  function suspect(detail: string): void {
    try {
      writeFileSync(suspectFile(start.path), `${detail}\n`);
    } catch {
      // Then the next start looks at it as always.
    }
  }

  function refuse(id: number, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const fault = storageFault(error);
    const refusal = error instanceof Refusal ? error : fault ? refusalOfFault(fault, start.path, message) : null;
    tell({ kind: 'refused', id, error: refusal?.error ?? null, message });
  }

  function close(id: number): void {
    try {
      crashPoint('checkpoint-before');
      database?.pragma('wal_checkpoint(TRUNCATE)');
      crashPoint('checkpoint-after');
    } catch {
      // A disk that takes nothing any more: what is committed is in the log beside the file.
    }
    database?.close();
    database = null;
    tell({ kind: 'answer', id, value: null });
    port.close();
  }

  function noticeTables(): void {
    if (database && lastTold < 0 && schemaNumber(database) >= 2) lastTold = lastEventId(database);
  }

  function tellChanges(open: Connection, operation: OperationName): void {
    if (lastTold < 0 || isReading(operation)) return;
    for (;;) {
      const events = eventsAfter(open, lastTold, batch);
      const last = events.at(-1);
      if (!last) return;
      lastTold = last.id;
      tell({ kind: 'changed', events, facts: queueFacts(open) });
      if (events.length < batch) return;
    }
  }
}
