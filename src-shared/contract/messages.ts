import { z } from 'zod';
import { bonwartErrorSchema } from './errors.ts';

/** What the window may send. One envelope for both hosts; `id` is chosen by the window and unique per connection. */
export const windowMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id: z.number().int(), name: z.string().max(80), request: z.unknown() }),
  z.strictObject({ kind: z.literal('open'), id: z.number().int(), name: z.string().max(80), request: z.unknown() }),
  z.strictObject({ kind: z.literal('close'), id: z.number().int() }),
]);
export type WindowMessage = z.infer<typeof windowMessageSchema>;

/** What the host may send. */
export const hostMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), id: z.number().int(), value: z.unknown() }),
  z.strictObject({ kind: z.literal('refusal'), id: z.number().int(), error: bonwartErrorSchema }),
  z.strictObject({ kind: z.literal('event'), id: z.number().int(), event: z.unknown() }),
  z.strictObject({ kind: z.literal('end'), id: z.number().int(), error: bonwartErrorSchema.nullable() }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;

/** Bytes: nothing that the window sends is larger. A private key file is the largest input there is. */
export const largestWindowMessage = 256 * 1024;
