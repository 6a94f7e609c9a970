import { z } from 'zod';
import { printedBytesSchema } from '../service/api.ts';
import { serviceStatusSchema } from '../service/panel.ts';
import { recoveryViewSchema } from '../service/recovery.ts';
import { sampleHours, samplesSchema } from '../service/samples.ts';
import { call, stream } from './define.ts';
import { targetIdSchema } from './targets.ts';

const onTarget = { targetId: targetIdSchema };
const ageSchema = z.number().min(0).default(0);
const onJob = { ...onTarget, jobId: z.number().int() };

export const serviceCalls = {
  /**
   * The service's state as it changes. `heard` says that it has spoken again and that its last state still holds; `silent` that
   * nothing has been heard since. `ageMs` is how many milliseconds ago the word was heard: what is told to a window that comes
   * late is not new. The window shows grey with the time of the last word after 15 s without one, never green on old data.
   */
  'status.watch': stream(
    z.strictObject(onTarget),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('status'), status: serviceStatusSchema, ageMs: ageSchema }),
      z.object({ kind: z.literal('heard'), ageMs: ageSchema }),
      z.object({
        kind: z.literal('silent'),
        since: z.string(),
        reason: z.enum(['pi-unreachable', 'service-not-running', 'not-installed']),
      }),
    ]),
  ),
  /** The backlog that is being worked off after an outage, and those before it. */
  'recovery.read': call(z.strictObject(onTarget), recoveryViewSchema),
  /** `cancel` loses nothing: what still waits is then held for a person. `trigger` looks at the shop and works off what waits now. */
  'recovery.act': call(
    z.strictObject({ ...onTarget, act: z.enum(['pause', 'resume', 'cancel', 'trigger']) }),
    recoveryViewSchema,
  ),
  /** How the service was in so many hours: uptime, memory, processor, answers, questions to the database. */
  'service.samples': call(z.strictObject({ ...onTarget, hours: z.number().min(0.1).max(sampleHours) }), samplesSchema),
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
