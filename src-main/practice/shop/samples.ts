import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { localizedSchema } from '../../../src-shared/localized.ts';

const money = z.string().regex(/^\d+\.\d{2}$/);
const minutes = z
  .number()
  .int()
  .min(0)
  .max(60 * 24 * 14);

const itemSchema = z.strictObject({
  quantity: z.number().int().min(1),
  name: z.string().max(200),
  translated: z.string().max(400).optional(),
  price: money,
  app: z.enum(['restaurants', 'stores']),
  /** Part of the menu; by it a kitchen knows the station. */
  section: z.string(),
  specialRequest: z.string().max(600).optional(),
  modifiers: z
    .array(
      z.strictObject({
        group: z.string(),
        label: z.string(),
        quantity: z.number().int().min(1),
        price: money,
        details: z.string().optional(),
      }),
    )
    .max(100)
    .default([]),
});

const window = { minutesFromNow: minutes, windowMinutes: minutes };

/** An order to practise with. Times are relative: they become dates when the order is placed. */
export const sampleSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]{1,60}$/),
  title: localizedSchema,
  explanation: localizedSchema,
  buyerLanguage: z.string(),
  payment: z.enum(['PAID', 'NOT_PAID']),
  customer: z.strictObject({ firstName: z.string(), lastName: z.string(), phone: z.string(), email: z.string() }),
  fulfilment: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('delivery'),
      ...window,
      address: z.strictObject({
        street: z.string(),
        number: z.string(),
        postalCode: z.string(),
        city: z.string(),
        line2: z.string().optional(),
      }),
      instructions: z.string().max(1000).optional(),
    }),
    z.strictObject({ kind: z.literal('pickup'), ...window, asap: z.boolean() }),
    z.strictObject({ kind: z.literal('dine-in'), table: z.string() }),
    z.strictObject({ kind: z.literal('none') }),
  ]),
  items: z.array(itemSchema).min(1),
  /** So many positions in all: the items again and again. */
  repeatItems: z.number().int().max(300).optional(),
  note: z.string().max(1000).optional(),
  shippingCost: money.optional(),
  tip: money.optional(),
  discount: money.optional(),
  createdMinutesAgo: minutes.default(0),
  initialStatus: z.enum(['APPROVED', 'PENDING']).default('APPROVED'),
  /** What happens to the order by itself some time later. */
  followUp: z
    .discriminatedUnion('action', [
      z.strictObject({ action: z.literal('cancel'), afterSeconds: z.number() }),
      z.strictObject({ action: z.literal('approve'), afterSeconds: z.number() }),
      z.strictObject({
        action: z.literal('edit'),
        afterSeconds: z.number(),
        note: z.string().max(1000).optional(),
        addItems: z.array(itemSchema).default([]),
      }),
    ])
    .optional(),
});
export type Sample = z.infer<typeof sampleSchema>;

/** Reads `resources/practice/orders/*.json` in the order of their names. Throws, with the file's name, on a bad one. */
export function readSamples(directory: string): Sample[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const parsed = sampleSchema.safeParse(JSON.parse(readFileSync(join(directory, name), 'utf8')));
      if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });
}
