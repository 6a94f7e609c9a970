import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readIfThere } from './files/durable.ts';

/** This bonctl's version: from the card beside the bundle, or from the repository's `package.json` when run from sources. */
export function bonctlVersion(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const text = readIfThere(join(here, 'release.json')) ?? readIfThere(join(here, '..', '..', 'package.json')) ?? '{}';
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
