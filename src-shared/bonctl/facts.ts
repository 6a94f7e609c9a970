import { z } from 'zod';

/** What bonctl reads off its machine. `null` means that the machine does not tell, never a guess. */
export const factsSchema = z.object({
  model: z.string(),
  system: z.string(),
  kernel: z.string(),
  architecture: z.enum(['x64', 'arm64']),
  hostName: z.string(),
  memoryBytes: z.number(),
  memoryFreeBytes: z.number(),
  diskBytes: z.number(),
  diskFreeBytes: z.number(),
  diskReadOnly: z.boolean(),
  temperatureCelsius: z.number().nullable(),
  underVoltage: z.enum(['never', 'since-boot', 'now']).nullable(),
  uptimeSeconds: z.number(),
  time: z.string(),
  timeSynchronised: z.boolean().nullable(),
  bootId: z.string(),
  services: z.array(z.object({ name: z.string(), state: z.string() })),
  supervisor: z.enum(['systemd', 'processes']),
  bonctlVersion: z.string(),
  /** What stands at the print service's place. */
  installed: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('nothing') }),
    z.object({ kind: z.literal('legacy'), path: z.string(), database: z.string().nullable() }),
    z.object({ kind: z.literal('bonwart'), version: z.string() }),
    z.object({ kind: z.literal('foreign'), path: z.string() }),
  ]),
});
export type Facts = z.infer<typeof factsSchema>;
