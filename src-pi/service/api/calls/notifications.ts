import { z } from 'zod';
import { type Call, call, limitOf, notYet } from '../call.ts';
import type { ServiceParts } from '../parts.ts';

const historyRow = z.looseObject({
  id: z.number().int(),
  notification_type: z.string(),
  context: z.string().nullable(),
  success: z.number(),
  sent_at: z.string(),
  created_at: z.string().nullable(),
});

/** What the older service tells of its mails. */
export function notificationCalls({ read, notifications }: ServiceParts): Call[] {
  const sent = z.object({ success: z.boolean() });
  return [
    call('GET /notifications/status', 'notifications', 'Are mails switched on, and can they be sent?', {
      answer: z.object({
        enabled: z.boolean(),
        configured: z.boolean(),
        sending: z.boolean(),
        reason: z.string().nullable(),
      }),
      run: () => ({
        enabled: notifications.enabled,
        configured: notifications.configured,
        // Said plainly, so that nobody relies on mails that do not come.
        sending: false,
        reason: 'this release does not send mails yet',
      }),
    }),
    call('GET /notifications/history', 'notifications', 'Mails that were sent or could not be, newest first', {
      query: z.object({ limit: limitOf(20), notification_type: z.string().max(100).optional() }),
      answer: z.object({ notification_history: z.array(historyRow), count: z.number().int(), limit: z.number().int() }),
      run: async ({ query: { limit, notification_type: type } }) => {
        const history = await read('notificationHistory', { limit, type: type ?? null });
        return { notification_history: history as z.output<typeof historyRow>[], count: history.length, limit };
      },
    }),
    call('POST /notifications/test', 'notifications', 'Sends a mail of a type', {
      query: z.object({ notification_type: z.string().max(100).default('system_error') }),
      answer: sent,
      refusals: [501],
      run: (_asked, reply) => notYet(reply, 'sending mails'),
    }),
    call('POST /notifications/config/test', 'notifications', 'Sends a mail with settings that are not stored', {
      answer: sent,
      refusals: [501],
      run: (_asked, reply) => notYet(reply, 'sending mails'),
    }),
  ];
}
