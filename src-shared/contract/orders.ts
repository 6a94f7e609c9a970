import { z } from 'zod';
import { orderPageSchema, statisticsSchema, timelineEntrySchema } from '../service/history.ts';
import { orderSummarySchema } from '../service/panel.ts';
import { call } from './define.ts';
import { targetIdSchema } from './targets.ts';

const onTarget = { targetId: targetIdSchema };

export const orderCalls = {
  /** Orders, the newest first, from behind the order `after` on: all, or those that `search` finds (of 90 days, on the Pi). */
  'orders.page': call(
    z.strictObject({
      ...onTarget,
      search: z.string().trim().max(100).default(''),
      after: z.string().max(200).nullable().default(null),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    orderPageSchema,
  ),
  /** Every order with a ticket that only a person can decide on, the oldest first, however old. */
  'orders.questions': call(z.strictObject(onTarget), z.array(orderSummarySchema)),
  /** How tickets came out, by day. */
  'orders.statistics': call(
    z.strictObject({ ...onTarget, days: z.number().int().min(1).max(90).default(30) }),
    statisticsSchema,
  ),
  /** What happened to a ticket, in its order. */
  'ticket.timeline': call(z.strictObject({ ...onTarget, jobId: z.number().int() }), z.array(timelineEntrySchema)),
};
