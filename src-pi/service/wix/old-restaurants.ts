import { z } from 'zod';

/*
 * Orders of the Wix Restaurants of before 2023 ("Wix Restaurants Orders (old)") come from an API of their own, in another shape:
 * `restaurantId`, `orderItems`, `delivery.type`, times in milliseconds. Bonwart does not print them. It says so instead of
 * calling them broken.
 */
const oldOrderSchema = z.looseObject({ restaurantId: z.string(), orderItems: z.array(z.unknown()) });

export function isOldRestaurantsOrder(raw: unknown): boolean {
  return oldOrderSchema.safeParse(raw).success;
}
