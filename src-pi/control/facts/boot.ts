import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

let known: string | undefined;

/** Names this boot of the machine (`/proc/sys/kernel/random/boot_id`); elsewhere the minute in which it started. */
export function bootId(): string {
  known ??= read();
  return known;
}

function read(): string {
  // tests play a reboot with this variable; a real machine never has it
  if (process.env.BONWART_BOOT_ID) return process.env.BONWART_BOOT_ID;
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `started-${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
  }
}
