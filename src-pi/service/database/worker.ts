import { parentPort, workerData } from 'node:worker_threads';
import { copyDatabase } from './backup.ts';
import type { WorkerStart } from './protocol.ts';
import { serveDatabase } from './thread.ts';

/** The program of the database thread; and as a program of its own, `--copy FROM TO`, it makes one copy of the database and ends. */
const [, , word, from, to] = process.argv;
if (parentPort) serveDatabase(parentPort, workerData as WorkerStart);
else if (word === '--copy' && from && to) await copyDatabase(from, to);
else throw new Error('database worker: must run as a worker thread, or with --copy FROM TO');
