import { hostname } from 'node:os';
import type { z } from 'zod';
import type { personSchema } from '../../src-shared/bonctl/run.ts';
import { userName } from './app.ts';

/** Who acts: the name that was typed, else the account's, and this computer. */
export function personHere(typed: string): z.infer<typeof personSchema> {
  return { name: typed || userName(), pc: hostname().slice(0, 100) };
}
