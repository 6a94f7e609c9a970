import { readFileSync } from 'node:fs';

/** Changes when the machine starts anew; where the system does not tell, each start of the service counts as one. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `process-${process.pid}-${Date.now()}`;
  }
}
