import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';
import { execute } from '../supervisor/execute.ts';

/** Below everything that is not as patient (setpriority(2)). */
const patient = 10;

/**
 * Lets everybody else go first, on the processor and on the card: a release may take its time, a ticket may not. Where the system knows
 * no such thing we go on as we are.
 */
export async function stepAside(): Promise<void> {
  let threads: number[] = [];
  try {
    // on Linux a priority belongs to one thread, and those that begin later inherit it
    threads = readdirSync('/proc/self/task').map(Number);
    for (const thread of threads) setPriority(thread, patient);
  } catch {
    return;
  }
  // class 3: only when nobody else wants the disk (ionice(1))
  await execute('ionice', ['-c', '3', '-p', ...threads.map(String)], 5000);
}
