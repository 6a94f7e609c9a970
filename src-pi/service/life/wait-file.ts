import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** A deployment that has died meanwhile must not keep the kitchen waiting. */
const longestMilliseconds = 60_000;
const lookMilliseconds = 5;

/**
 * Waits while the file is there, 60 s at most: a deployment brings the database and the settings into order while we come up.
 * The unit names the file in `BONWART_WAIT_FILE`.
 */
export async function waitWhileThere(file: string | undefined): Promise<void> {
  const end = performance.now() + longestMilliseconds;
  while (file && existsSync(file) && performance.now() < end) await wait(lookMilliseconds);
}
