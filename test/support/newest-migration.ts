import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const migrations = join(import.meta.dirname, '../../migrations/service');

/** The name of the table or index that the service's newest migration makes: where a table of that name is there already, the way up cannot be gone. */
export function newestMigrationMakes(): string {
  const up = readdirSync(migrations)
    .filter((name) => name.endsWith('.up.sql'))
    .sort();
  const newest = readFileSync(join(migrations, up.at(-1) ?? ''), 'utf8');
  const name = /CREATE (?:TABLE|INDEX) (\w+)/.exec(newest)?.[1];
  if (name === undefined) throw new Error(`${up.at(-1)} makes neither a table nor an index`);
  return name;
}
