import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A data file that is shipped with bonctl: beside the bundle on a target, in the repository when run from sources. */
export function resourceFile(...parts: string[]): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const shipped = join(here, 'resources', ...parts);
  return existsSync(shipped) ? shipped : join(here, '..', '..', '..', 'resources', ...parts);
}
