import { z } from 'zod';

/** Who may do what, from the least to the most: each role may do what those before it may. */
export const roles = ['staff', 'manager', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Whether a role may do what needs another one. */
export function reaches(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
