import { Worker } from 'node:worker_threads';

/** A database thread that comes up and waits for its first message, a `WorkerStart`. */
export function spawnDatabaseWorker(file: string): Worker {
  return new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 2 } });
}
