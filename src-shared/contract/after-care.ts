import { z } from 'zod';
import { runIdSchema } from '../bonctl/run.ts';
import { afterCareViewSchema } from '../sign-off/after-care.ts';
import { call, stream } from './define.ts';
import { targetIdSchema } from './targets.ts';

export const afterCareCalls = {
  /** The looks after each signed run of a Pi, the newest run first: at once, and whenever one of them changes. */
  'afterCare.watch': stream(
    z.strictObject({ targetId: targetIdSchema }),
    z.object({ runs: z.array(afterCareViewSchema) }),
  ),
  /** A person's word on a look that found something. Refused with `checklist.unknown-item` where no look asks for one. */
  'afterCare.see': call(
    z.strictObject({
      targetId: targetIdSchema,
      runId: runIdSchema,
      look: z.string().max(60),
      note: z.string().trim().min(3).max(500),
      person: z.string().trim().max(100).default(''),
    }),
    z.object({}),
  ),
};
