import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../../src-shared/bonctl/places.ts';
import { resourceFile } from '../files/resources.ts';
import { execute } from './execute.ts';

/** Where a unit's file lies. */
export function unitFile(name: string): string {
  return join(places.units, name);
}

/** A unit of ours, with values in the places of `{{name}}`. */
export function unitText(name: string, values: Readonly<Record<string, string>>): string {
  const text = readFileSync(resourceFile('units', name), 'utf8');
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '');
}

/**
 * Calls systemctl.
 *
 * @throws Error with systemctl's own words if it does not succeed within the deadline (ms).
 */
export async function systemctl(parameters: readonly string[], deadlineMs = 60_000): Promise<void> {
  const { exitCode, output } = await execute('systemctl', parameters, deadlineMs);
  if (exitCode !== 0) throw new Error(`systemctl ${parameters.join(' ')}: ${output.trim()}`);
}
