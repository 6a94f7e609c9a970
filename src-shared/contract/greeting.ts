import { z } from 'zod';

/** Where the browser host takes its WebSocket. */
export const socketPath = '/bridge';

const secret = z.string().min(20).max(200);

/** The first message on a WebSocket of the browser host: the one-time token of the URL, or the session got for it. */
export const greetingSchema = z.union([
  z.strictObject({ kind: z.literal('greeting'), token: secret }),
  z.strictObject({ kind: z.literal('greeting'), session: secret }),
]);
export type Greeting = z.infer<typeof greetingSchema>;

/** The answer to it. The window keeps the session for as long as its tab lives, so that a reload works. */
export const welcomeSchema = z.strictObject({ kind: z.literal('welcome'), session: secret });

/** Close codes of the WebSocket that mean more than "the connection is gone". */
export const closeCodes = { notGreeted: 4401, tooSlow: 4408 } as const;
