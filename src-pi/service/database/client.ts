import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../src-shared/contract/errors.ts';
import type { ServiceEvent } from './journal.ts';
import type { OperationInput, OperationName, OperationOutput } from './operations.ts';
import type { QueueFacts } from './panel-queries.ts';
import type { WorkerMessage, WorkerStart } from './protocol.ts';

/** The database as the rest of the service sees it. */
export interface DatabaseClient {
  /** Runs one operation in the database thread. Refusals of the contract come through as they are. */
  call<Name extends OperationName>(
    name: Name,
    ...input: OperationInput<Name> extends undefined ? [] : [OperationInput<Name>]
  ): Promise<Awaited<OperationOutput<Name>>>;
  /** Hears each batch of new events, after they are on the disk. Answers how to stop. */
  onChanges(listener: (events: readonly ServiceEvent[], facts: QueueFacts) => void): () => void;
  /** Milliseconds for which the oldest unanswered call has been waiting; 0 when none is. */
  waitingMilliseconds(): number;
  /** Checkpoints and closes. Nothing may be called afterwards. */
  close(): Promise<void>;
}

/** More than this in flight means that the disk no longer answers; who asks then is told at once. */
const mostInFlight = 1000;

/**
 * Starts the database thread. Throws `database.damaged` when the file cannot be opened as it must be. When the thread dies
 * later, `onDeath` is told: without it the service must end and be started again.
 */
export async function startDatabase(
  workerFile: string,
  start: WorkerStart,
  onDeath: (reason: string) => void,
): Promise<DatabaseClient> {
  const worker = new Worker(workerFile, {
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 2 },
  });
  const inFlight = new Map<number, { resolve(value: unknown): void; reject(error: Error): void; since: number }>();
  const listeners = new Set<(events: readonly ServiceEvent[], facts: QueueFacts) => void>();
  let lastId = 0;
  let closing = false;

  const opened = Promise.withResolvers<void>();
  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'opened') opened.resolve();
    else if (message.kind === 'not-opened') opened.reject(new Refusal(message.error));
    else if (message.kind === 'changed') for (const listener of listeners) listener(message.events, message.facts);
    else {
      const waiting = inFlight.get(message.id);
      inFlight.delete(message.id);
      if (message.kind === 'answer') waiting?.resolve(message.value);
      else waiting?.reject(message.error ? new Refusal(message.error) : new Error(`database: ${message.message}`));
    }
  });
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
    if (inFlight.size >= mostInFlight) return Promise.reject(new Error('database: too many calls are waiting'));
    const id = ++lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    inFlight.set(id, { resolve, reject, since: performance.now() });
    worker.postMessage({ id, operation, input });
    return promise;
  };

  await opened.promise;
  return {
    call: (name, ...input) => send(name, input[0] ?? null) as never,
    onChanges(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    waitingMilliseconds() {
      const [oldest] = inFlight.values();
      return oldest ? performance.now() - oldest.since : 0;
    },
    async close() {
      if (closing) return;
      closing = true;
      await send('close', null);
      await worker.terminate();
    },
  };
}
