import { z } from 'zod';
import { runIdSchema } from '../bonctl/run.ts';
import { restoreOfferSchema } from '../bonctl/stored.ts';
import { call } from './define.ts';
import { targetIdSchema } from './targets.ts';

export const restoreCalls = {
  /** What restoring the backup of this run would mean for the orders. Looks at it in scratch: takes some seconds, changes nothing. */
  'restore.offer': call(z.strictObject({ targetId: targetIdSchema, runId: runIdSchema }), restoreOfferSchema),
  'restore.start': call(
    z.strictObject({
      targetId: targetIdSchema,
      /** The run that made the backup. */
      runId: runIdSchema,
      /** Also the service's settings of that time. */
      settings: z.boolean().default(false),
      reason: z.string().trim().max(500).default(''),
      person: z.string().trim().max(100).default(''),
    }),
    z.object({ runId: runIdSchema }),
  ),
};
