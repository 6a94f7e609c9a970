import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { refuse } from '../../src-shared/contract/errors.ts';
import { type Runbook, runbookSchema } from '../../src-shared/runbook/schema.ts';

/** Reads `<id>.yaml` of a folder. Throws `runbook.invalid` with the place of the mistake. */
export function loadRunbook(folder: string, id: string): Runbook {
  try {
    return runbookSchema.parse(parse(readFileSync(join(folder, `${id}.yaml`), 'utf8')));
  } catch (error) {
    throw refuse('runbook.invalid', {
      problem: (error instanceof Error ? error.message : String(error)).slice(0, 1000),
    });
  }
}
