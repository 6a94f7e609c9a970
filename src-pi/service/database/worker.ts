import { parentPort, workerData } from 'node:worker_threads';
import { copyDatabase } from './backup.ts';
import type { CopyStart, WorkerStart } from './protocol.ts';
import { serveDatabase } from './thread.ts';

/** The program of a database thread: it serves the database, or makes one copy of it and ends. */
const port = parentPort;
if (!port) throw new Error('database worker: must run as a worker thread');
const start = workerData as WorkerStart | CopyStart;
if ('copyFrom' in start) {
  copyDatabase(start.copyFrom, start.copyTo).then(
    () => port.postMessage({ done: true, problem: '' }),
    (error) => port.postMessage({ done: false, problem: String(error) }),
  );
} else serveDatabase(port, start);
