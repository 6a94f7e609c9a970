import { z } from 'zod';

/** The key of `.env` that opens a second door to the restaurant's network; empty or 0: closed. */
export const lanPortKey = 'SERVICE_LAN_PORT';
/** The key of `.env` with what callers from other machines must bring. */
export const lanTokenKey = 'SERVICE_TOKEN';
/** Both belong to the restaurant and not to a release or a backup. */
export const lanKeys = [lanPortKey, lanTokenKey] as const;

/** The port that the window proposes. */
export const presetLanPort = 8010;
/** Below are the ports of the system, which the service's user may not open. */
export const lanPortBounds = { least: 1024, most: 65_535 } as const;
export const lanPortSchema = z.number().int().min(lanPortBounds.least).max(lanPortBounds.most);

/**
 * How the door to the network is. `opening`: not tried yet; `no-token`, `bad-port`: the settings do not allow it; `port-taken`: another
 * program has the port, and it is tried again; `failed`: the system does not let us, and it is tried again.
 */
export const lanDoorSchema = z.object({
  state: z.enum(['closed', 'opening', 'open', 'no-token', 'bad-port', 'port-taken', 'failed']),
  /** The port that is wanted; null where none is, or none that can be. */
  port: lanPortSchema.nullable(),
  since: z.string(),
});
export type LanDoorState = z.infer<typeof lanDoorSchema>;

/** What `.env` says of the port. Nothing that stands there keeps the service from starting. */
export function readLanPort(written: string): number | null | 'bad' {
  const text = written.trim();
  if (text === '' || /^0+$/.test(text)) return null;
  const port = /^\d{1,9}$/.test(text) ? lanPortSchema.safeParse(Number(text)) : null;
  return port?.success ? port.data : 'bad';
}
