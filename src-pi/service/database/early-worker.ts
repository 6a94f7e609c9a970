import '../life/small-heap.ts';

import type { Worker } from 'node:worker_threads';
import { program } from '../program-files.ts';
import { spawnDatabaseWorker } from './spawn-worker.ts';

/*
 * The database thread takes as long to come up as the rest of the program takes to load. Begun before that is evaluated, both are done at
 * once: each switch of a release leaves the kitchen without an answer for that much less.
 */
let early: Worker | null = spawnDatabaseWorker(program.databaseWorker);

/** The thread that was begun with the program; only the first who asks gets it. */
export function takeEarlyWorker(): Worker | undefined {
  const worker = early ?? undefined;
  early = null;
  return worker;
}
