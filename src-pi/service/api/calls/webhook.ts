import { z } from 'zod';
import { type Call, call, notYet } from '../call.ts';
import type { ServiceParts } from '../parts.ts';

/** The shop's own word that something is new. It only wakes: what is printed is always asked of the shop. */
export function webhookCalls(_parts: ServiceParts): Call[] {
  return [
    call('POST /webhook/orders', 'webhook', 'The shop says that an order is new or changed', {
      answer: z.object({ success: z.boolean() }),
      refusals: [501],
      run: (_asked, reply) => notYet(reply, 'webhooks; the shop is asked every few seconds instead'),
    }),
  ];
}
