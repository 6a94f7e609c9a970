import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { oldServiceUnits, places } from '../../../src-shared/bonctl/places.ts';
import { removeDurably } from '../files/durable.ts';
import { execute } from '../supervisor/execute.ts';

async function property(unit: string, name: string): Promise<string> {
  const { exitCode, output } = await execute(
    'systemctl',
    ['show', `--property=${name}`, '--value', '--', unit],
    10_000,
  );
  return exitCode === 0 ? output.trim() : '';
}

/** Is the older service one that systemd starts? One that was started by hand could not be given back. */
export async function oldServiceHasUnit(): Promise<boolean> {
  return (await property(oldServiceUnits[0], 'FragmentPath')) !== '';
}

/** Those of the older service's units that run or wait for their time, the print service first. */
export async function activeOldUnits(): Promise<string[]> {
  const active: string[] = [];
  for (const unit of oldServiceUnits)
    if (['active', 'activating', 'reloading'].includes(await property(unit, 'ActiveState'))) active.push(unit);
  return active;
}

/** Stops what may start the print service anew first, and the print service last. */
export async function stopOldUnits(): Promise<void> {
  const { exitCode, output } = await execute('systemctl', ['stop', '--', ...[...oldServiceUnits].reverse()], 60_000);
  // 5: a unit that is not there is not running either (systemctl, exit status)
  if (exitCode !== 0 && exitCode !== 5) throw new Error(`systemctl stop: ${output.trim()}`);
  const left = await activeOldUnits();
  if (left.length > 0) throw new Error(`still running: ${left.join(', ')}`);
}

/** All that an administrator wrote about the units: their files, what was added to them, and the links that enable them. */
export function oldUnitPaths(root = ''): string[] {
  const folder = join(root, places.units);
  if (!existsSync(folder)) return [];
  const own = oldServiceUnits.flatMap((unit) => [unit, `${unit}.d`]);
  const links = readdirSync(folder)
    .filter((name) => /\.(wants|requires)$/.test(name))
    .flatMap((name) => readdirSync(join(folder, name)).map((link) => join(name, link)))
    .filter((path) => oldServiceUnits.some((unit) => path.endsWith(`/${unit}`)));
  return [...own.filter((name) => existsSync(join(folder, name))), ...links].map((name) => join(places.units, name));
}

export async function removeOldUnits(): Promise<void> {
  for (const path of oldUnitPaths()) removeDurably(path);
  await reloadUnits();
}

export async function reloadUnits(): Promise<void> {
  const { exitCode, output } = await execute('systemctl', ['daemon-reload']);
  if (exitCode !== 0) throw new Error(`systemctl daemon-reload: ${output.trim()}`);
}

/** @throws Error with systemctl's own words if one does not start. */
export async function startOldUnits(units: readonly string[]): Promise<void> {
  if (units.length === 0) return;
  const { exitCode, output } = await execute('systemctl', ['start', '--', ...units], 90_000);
  if (exitCode !== 0) throw new Error(`systemctl start: ${output.trim()}`);
}
