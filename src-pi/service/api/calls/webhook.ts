import { z } from 'zod';
import type { SignatureCheck } from '../../wix/webhook-signature.ts';
import { type Call, call } from '../call.ts';
import type { ServiceParts } from '../parts.ts';

const refusals: Record<Exclude<ReturnType<SignatureCheck>, 'genuine'>, { status: 400 | 401 | 501; message: string }> = {
  'no-key': {
    status: 501,
    message: 'set WIX_WEBHOOK_PUBLIC_KEY to use webhooks; the shop is asked every few seconds anyway',
  },
  'not-a-token': { status: 400, message: 'the body is not a JSON Web Token signed with RS256' },
  'wrong-signature': { status: 401, message: 'the signature does not fit the key in WIX_WEBHOOK_PUBLIC_KEY' },
  'too-old': { status: 401, message: 'the token is too old, or the clock of this machine is wrong' },
};

/** The shop's own word that something is new. It only wakes: what is printed is always asked of the shop. */
export function webhookCalls(parts: ServiceParts): Call[] {
  return [
    call('POST /webhook/orders', 'webhook', 'The shop says that an order is new or changed', {
      body: z.unknown(),
      answer: z.object({ success: z.boolean() }),
      refusals: [501],
      run: ({ body }, reply) => {
        const found = parts.checkWebhook(body);
        if (found === 'genuine') {
          // Not waited for: the shop wants its answer at once. Words that come together make one look.
          parts.lookAtShop().catch((error) => parts.log.error({ error: String(error) }, 'look after a webhook'));
          return { success: true };
        }
        const { status, message } = refusals[found];
        reply.code(status).send({ error: { code: `webhook.${found}`, message } });
        return reply as never;
      },
    }),
  ];
}
