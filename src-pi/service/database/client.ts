import type { Worker } from 'node:worker_threads';
import { Refusal } from '../../../src-shared/contract/errors.ts';
import type { StorageFault } from './faults.ts';
import type { ServiceEvent } from './journal.ts';
import type { OperationInput, OperationName, OperationOutput } from './operations.ts';
import type { QueueFacts } from './panel-queries.ts';
import type { WorkerMessage, WorkerStart } from './protocol.ts';

/** The database as the rest of the service sees it. */
export interface DatabaseClient {
  /**
   * Runs one operation in the database thread. Refusals of the contract come through as they are. While the disk takes no bytes
   * an operation that writes waits; nothing may be claimed then, and `nextJob` has none.
   */
  call<Name extends OperationName>(
    name: Name,
    ...input: OperationInput<Name> extends undefined ? [] : [OperationInput<Name>]
  ): Promise<Awaited<OperationOutput<Name>>>;
  /** Hears each batch of new events, after they are on the disk. Answers how to stop. */
  onChanges(listener: (events: readonly ServiceEvent[], facts: QueueFacts) => void): () => void;
  /** Hears what becomes of the disk: a fault, null when it is over, and that the reserve had to be deleted. */
  onStorage(listener: (news: StorageNews) => void): () => void;
  /** Why nothing can be written at present, or null. */
  fault(): StorageFault | null;
  /** Hears how long each operation took, waiting included, in milliseconds. */
  onTimed(listener: (operation: string, milliseconds: number) => void): () => void;
  /** Milliseconds for which the oldest unanswered call has been waiting for the thread; 0 when none is. */
  waitingMilliseconds(): number;
  /** Checkpoints and closes. Nothing may be called afterwards. */
  close(): Promise<void>;
}

export type StorageNews =
  | { readonly kind: 'fault'; readonly fault: StorageFault | null; readonly detail: string }
  | { readonly kind: 'reserve-released' };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly operation: string;
  readonly since: number;
  parked: boolean;
}

/** More than this in flight means that the disk no longer answers; who asks then is told at once. */
const mostInFlight = 1000;

/** While nothing can be written nothing may be printed: the mark that goes before it could not be made. */
const answersWithoutDisk: Readonly<Record<string, unknown>> = { nextJob: null, printerCame: undefined };

/**
 * Opens the database in a thread that `spawnDatabaseWorker` made. Throws `database.damaged` when the file cannot be opened as it must be, `disk.full` or
 * `disk.read-only` when the disk is to blame. When the thread dies later, `onDeath` is told: without it the service must end
 * and be started again.
 */
export async function startDatabase(
  worker: Worker,
  start: WorkerStart,
  onDeath: (reason: string) => void,
): Promise<DatabaseClient> {
  const inFlight = new Map<number, Waiting>();
  const onChanges = listeners<[readonly ServiceEvent[], QueueFacts]>();
  const onStorage = listeners<[StorageNews]>();
  const onTimed = listeners<[string, number]>();
  let fault: StorageFault | null = null;
  let lastId = 0;
  let closing = false;

  const opened = Promise.withResolvers<void>();
  const settle = (id: number): Waiting | undefined => {
    const waiting = inFlight.get(id);
    inFlight.delete(id);
    if (waiting) onTimed.tell(waiting.operation, performance.now() - waiting.since);
    return waiting;
  };
  const hear = (message: WorkerMessage): void => {
    if (message.kind === 'opened') opened.resolve();
    else if (message.kind === 'not-opened') opened.reject(new Refusal(message.error));
    else if (message.kind === 'changed') onChanges.tell(message.events, message.facts);
    else if (message.kind === 'reserve-released') onStorage.tell(message);
    else if (message.kind === 'storage') {
      fault = message.fault;
      onStorage.tell({ ...message, kind: 'fault' });
    } else if (message.kind === 'parked') {
      const waiting = inFlight.get(message.id);
      if (waiting) waiting.parked = true;
    } else if (message.kind === 'answer') settle(message.id)?.resolve(message.value);
    else {
      const error = message.error ? new Refusal(message.error) : new Error(`database: ${message.message}`);
      settle(message.id)?.reject(error);
    }
  };
  worker.on('message', hear);
  const died = (reason: string) => {
    const error = new Error(`database thread: ${reason}`);
    opened.reject(error);
    for (const waiting of inFlight.values()) waiting.reject(error);
    inFlight.clear();
    if (!closing) onDeath(reason);
  };
  worker.on('error', (error) => died(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => died(`ended with ${code}`));

  const send = (operation: OperationName | 'close', input: unknown): Promise<unknown> => {
    if (fault !== null && operation in answersWithoutDisk) return Promise.resolve(answersWithoutDisk[operation]);
    if (inFlight.size >= mostInFlight) return Promise.reject(new Error('database: too many calls are waiting'));
    const id = ++lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    inFlight.set(id, { resolve, reject, operation, since: performance.now(), parked: false });
    worker.postMessage({ id, operation, input });
    return promise;
  };

  worker.postMessage(start);
  await opened.promise;
  return {
    call: (name, ...input) => send(name, input[0] ?? null) as never,
    onChanges: onChanges.add,
    onStorage: onStorage.add,
    onTimed: onTimed.add,
    fault: () => fault,
    waitingMilliseconds() {
      for (const { parked, since } of inFlight.values()) if (!parked) return performance.now() - since;
      return 0;
    },
    async close() {
      if (closing) return;
      closing = true;
      await send('close', null);
      await worker.terminate();
    },
  };
}

function listeners<News extends unknown[]>() {
  const all = new Set<(...news: News) => void>();
  return {
    add(listener: (...news: News) => void): () => void {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell(...news: News): void {
      for (const listener of all) listener(...news);
    },
  };
}
