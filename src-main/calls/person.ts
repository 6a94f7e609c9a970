import { hostname } from 'node:os';
import type { z } from 'zod';
import type { personSchema } from '../../src-shared/bonctl/run.ts';
import { whoActs } from '../people/who-acts.ts';
import { userName } from './app.ts';

/**
 * Who acts: whoever is signed in. A typed name counts only while there are no roles on this PC; otherwise anybody could take
 * another's. Else it is the computer's account, which is all that is known of staff.
 */
export function personHere(typed: string): z.infer<typeof personSchema> {
  const { rolesCount, name } = whoActs();
  const known = name ?? (rolesCount ? '' : typed);
  return { name: known || userName(), pc: hostname().slice(0, 100) };
}
