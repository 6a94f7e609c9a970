import { z } from 'zod';
import { printedBytesSchema } from '../service/api.ts';
import { orderSummarySchema, serviceStatusSchema } from '../service/panel.ts';
import { recoveryViewSchema } from '../service/recovery.ts';
import { call, stream } from './define.ts';
import { targetIdSchema } from './targets.ts';

const onTarget = { targetId: targetIdSchema };
const onJob = { ...onTarget, jobId: z.number().int() };

export const serviceCalls = {
  /**
   * The service's state as it changes. `silent` says that nothing has been heard since; the window then shows grey with the
   * time of the last word, never green on old data.
   */
  'status.watch': stream(
    z.strictObject(onTarget),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('status'), status: serviceStatusSchema }),
      z.object({
        kind: z.literal('silent'),
        since: z.string(),
        reason: z.enum(['pi-unreachable', 'service-not-running', 'not-installed']),
      }),
    ]),
  ),
  'orders.list': call(
    z.strictObject({ ...onTarget, limit: z.number().int().min(1).max(200).default(50) }),
    z.array(orderSummarySchema),
  ),
  /** The backlog that is being worked off after an outage, and those before it. */
  'recovery.read': call(z.strictObject(onTarget), recoveryViewSchema),
  /** `cancel` loses nothing: what still waits is then held for a person. */
  'recovery.act': call(z.strictObject({ ...onTarget, act: z.enum(['pause', 'resume', 'cancel']) }), recoveryViewSchema),
  /** The ticket as it goes or went to the printer: ESC/POS bytes in base64. */
  'ticket.read': call(z.strictObject(onJob), printedBytesSchema),
  /** Prints again, with REPRINT on it. */
  'ticket.reprint': call(
    z.strictObject({ ...onJob, reason: z.string().trim().max(300).default('') }),
    z.object({ jobId: z.number().int() }),
  ),
  /** Answers "possibly printed": it is on paper, or print it again (marked). */
  'ticket.resolve': call(z.strictObject({ ...onJob, answer: z.enum(['printed', 'print-again']) }), z.object({})),
};
