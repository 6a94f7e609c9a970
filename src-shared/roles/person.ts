import { z } from 'zod';
import { roleSchema } from './role.ts';

/** Somebody who works with Bonwart on this PC, as the window may know them: never anything of the PIN but whether there is one. */
export const personOfPcSchema = z.object({
  id: z.string().max(100),
  name: z.string(),
  role: roleSchema,
  hasPin: z.boolean(),
});
export type PersonOfPc = z.infer<typeof personOfPcSchema>;

export const personNameSchema = z.string().trim().min(1).max(60);

/** A restaurant has a handful of people at its PC. */
export const mostPeople = 50;

/** Roles count from the first admin with a PIN on. Before that nobody could be asked, so everything is allowed. */
export function rolesCount(people: readonly PersonOfPc[]): boolean {
  return people.some(({ role, hasPin }) => role === 'admin' && hasPin);
}
