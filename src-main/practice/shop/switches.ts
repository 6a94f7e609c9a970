import { z } from 'zod';

/** What can be wrong with the pretend shop and the way to it. */
export const shopSwitchesSchema = z.strictObject({
  /** Off: as if the restaurant's line were cut. */
  internet: z.boolean(),
  /** What a cut line looks like: connections refused, or taken and never answered. */
  offline: z.enum(['refuse', 'hang']),
  /** Answers so many searches with `failStatus`. Null: all of them. */
  failNext: z.number().int().min(0).nullable(),
  failStatus: z.number().int().min(500).max(599),
  /** Searches a minute; more get 429 with `Retry-After`. */
  requestsPerMinute: z.number().int().min(1),
  /** After so many seconds a cursor is not known any more. */
  cursorSeconds: z.number().min(0),
  /** The shop's clock minus ours, in seconds. */
  clockOffset: z.number().int(),
});
export type ShopSwitches = z.infer<typeof shopSwitchesSchema>;

export const goodShop: ShopSwitches = {
  internet: true,
  offline: 'refuse',
  failNext: 0,
  failStatus: 500,
  requestsPerMinute: 200,
  cursorSeconds: 3600,
  clockOffset: 0,
};
