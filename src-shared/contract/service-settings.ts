import { z } from 'zod';
import { serviceSettingKeySchema } from '../service/changeable-settings.ts';
import { call } from './define.ts';
import { targetIdSchema } from './targets.ts';

/** As `.env` has it; empty is the preset. */
const writtenSchema = z.partialRecord(serviceSettingKeySchema, z.string().max(60));

export const serviceSettingCalls = {
  /** Settings of the print service that the target has; what is left out has its preset. */
  'serviceSettings.read': call(z.strictObject({ targetId: targetIdSchema }), writtenSchema),
  /**
   * Writes them and answers when the service runs with them: it finishes its ticket first. `before` undoes it. If the service does not come back, the former
   * values are put back and `settings.taken-back` says so. Refuses with `settings.invalid` before anything has changed.
   */
  'serviceSettings.write': call(
    z.strictObject({ targetId: targetIdSchema, changes: writtenSchema }),
    z.object({ now: writtenSchema, before: writtenSchema }),
  ),
};
