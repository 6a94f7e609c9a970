import { z } from 'zod';
import { previewRequestSchema, printedBytesSchema, restaurantAnswerSchema } from '../service/api.ts';
import { restaurantSchema } from '../service/restaurant.ts';
import { call } from './define.ts';
import { targetIdSchema } from './targets.ts';

const onTarget = { targetId: targetIdSchema };

export const restaurantCalls = {
  /** The restaurant's printers, stations and layout, and what there is to choose from. */
  'restaurant.read': call(z.strictObject(onTarget), restaurantAnswerSchema),
  /**
   * Stores it, if it bears the revision that is stored, and answers when the service runs again with it. Refuses with
   * `restaurant.changed` if somebody else was faster.
   */
  'restaurant.write': call(z.strictObject({ ...onTarget, restaurant: restaurantSchema }), restaurantAnswerSchema),
  /** What a station would print; nothing is stored. */
  'restaurant.preview': call(
    z.strictObject({ ...onTarget, ...previewRequestSchema.shape }),
    z.object({ tickets: z.array(printedBytesSchema) }),
  ),
  /** Prints a ticket that belongs to no order, on a printer that is stored. */
  'printer.test': call(
    z.strictObject({ ...onTarget, printerId: z.string().max(100) }),
    z.object({ jobId: z.number().int() }),
  ),
};
