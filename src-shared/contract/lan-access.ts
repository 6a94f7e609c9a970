import { z } from 'zod';
import { lanDoorSchema, lanPortSchema } from '../service/lan-access.ts';
import { call } from './define.ts';
import { targetIdSchema } from './targets.ts';

const lanAccessSchema = z.object({
  /** The port that the settings name; null: closed. */
  wanted: lanPortSchema.nullable(),
  hasToken: z.boolean(),
  /** The port on the Pi's loopback, which the door to the network cannot have. */
  servicePort: z.number(),
  /**
   * How it really is, by the service's own word. `no-service`: none is installed; `too-old`: its release has no such door; `silent`: it does
   * not answer.
   */
  state: z.enum([...lanDoorSchema.shape.state.options, 'no-service', 'too-old', 'silent']),
  /** The Pi's addresses in the network as they stand in a URL, that by which this PC reaches it first. Empty: not known. */
  addresses: z.array(z.string()),
});
export type LanAccess = z.infer<typeof lanAccessSchema>;

export const lanAccessCalls = {
  /** Whether the print service is open to the restaurant's network. Never holds the token. */
  'lanAccess.read': call(z.strictObject({ targetId: targetIdSchema }), lanAccessSchema),
  /**
   * Opens or closes it, and answers when the service runs with it. `token` is there only when one was just made: with `newToken`, or because there was none; it is told this once and kept by
   * the Pi alone. `before` undoes the port. If the service does not come back, port and token are as before and `settings.taken-back` says so. Refuses
   * with `settings.invalid` for the service's own port, `lan-access.practice` for a practice Pi, `service.too-old` and `service.unreachable`.
   */
  'lanAccess.write': call(
    z.strictObject({ targetId: targetIdSchema, port: lanPortSchema.nullable(), newToken: z.boolean() }),
    lanAccessSchema.extend({ token: z.string().nullable(), before: lanPortSchema.nullable() }),
  ),
};
