import { parentPort } from 'node:worker_threads';
import { copyDatabase } from './backup.ts';
import type { WorkerStart } from './protocol.ts';
import { serveDatabase } from './thread.ts';

/** The program of the database thread, whose first message says which file; and as a program of its own, `--copy FROM TO`, it makes one copy of the database and ends. */
const [, , word, from, to] = process.argv;
const port = parentPort;
if (port) port.once('message', (start: WorkerStart) => serveDatabase(port, start));
else if (word === '--copy' && from && to) await copyDatabase(from, to);
else throw new Error('database worker: must run as a worker thread, or with --copy FROM TO');
