import { z } from 'zod';

/** A program to keep, as it lies on disk for `bonctl keep`. */
export const keptUnitSchema = z.object({
  name: z.string(),
  program: z.string(),
  arguments: z.array(z.string()),
  folder: z.string(),
  /** `on-failure` ends with the program's success; `always` starts it again whatever it says. */
  restart: z.enum(['always', 'on-failure']),
});
export type KeptUnit = z.infer<typeof keptUnitSchema>;

/** Beside a unit's file lies which process keeps it, which one it keeps, and the lock that only one keeper can have. */
export function keeperFile(unitFile: string): string {
  return `${unitFile}.keeper`;
}

export function childFile(unitFile: string): string {
  return `${unitFile}.child`;
}

export function lockFile(unitFile: string): string {
  return `${unitFile}.lock`;
}
