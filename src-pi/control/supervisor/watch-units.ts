import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../../src-shared/bonctl/places.ts';
import { readIfThere, removeDurably, writeDurably } from '../files/durable.ts';
import { execute } from './execute.ts';
import { systemctl, unitFile, unitText } from './unit-files.ts';

/** What looks at the print service from outside: the names are those that the older service has for the same. */
const timer = 'recovery-health-check.timer';
const watchUnits = ['recovery-health-check.service', 'recovery-performance-monitor.service', timer] as const;

/** The files as they are now, and whether the timer starts at boot. */
export function describeWatchUnits(): Record<string, unknown> {
  const enabled = existsSync(join(places.units, 'timers.target.wants', timer));
  return { watching: enabled, ...Object.fromEntries(watchUnits.map((name) => [name, readIfThere(unitFile(name))])) };
}

/** Writes the units and has the timer run from now on. They lie beside the print service, which goes on meanwhile. */
export async function installWatchUnits(values: Readonly<Record<string, string>>): Promise<void> {
  for (const name of watchUnits) writeDurably(unitFile(name), unitText(name, values));
  await systemctl(['daemon-reload']);
  await systemctl(['enable', timer]);
  await systemctl(['restart', timer]);
}

/** Puts back what `describeWatchUnits` told; what a bonctl noted that knew of none is that there were none. */
export async function restoreWatchUnits(memory: Readonly<Record<string, unknown>>): Promise<void> {
  if (watchUnits.every((name) => (memory[name] ?? null) === readIfThere(unitFile(name)))) return;
  await execute('systemctl', ['stop', ...watchUnits], 30_000);
  if (memory.watching !== true) await execute('systemctl', ['disable', timer], 30_000);
  for (const name of watchUnits) {
    const text = memory[name];
    if (typeof text === 'string') writeDurably(unitFile(name), text);
    else removeDurably(unitFile(name));
  }
  await systemctl(['daemon-reload']);
  if (memory.watching === true) await execute('systemctl', ['start', timer], 30_000);
}
