import { z } from 'zod';

/** Multiples of the printer's font; 0 leaves the line out. */
const size = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const sizeOrNone = z.union([z.literal(0), size]);

export const kitchenLayoutSchema = z.strictObject({
  numberSize: sizeOrNone.default(3),
  /** Who ordered, with phone and address: needed where the kitchen's ticket is the only one. */
  showCustomer: z.boolean().default(true),
  showPhone: z.boolean().default(true),
  showAddress: z.boolean().default(true),
  itemSize: size.default(2),
  /** The guest's wishes white on black. */
  notesInverse: z.boolean().default(false),
  sectionHeadings: z.boolean().default(false),
  blankBetweenItems: z.boolean().default(false),
  /** Sounds the printer's buzzer, or that of its drawer port, with the first attempt. */
  buzzer: z.boolean().default(false),
});
export type KitchenLayout = z.infer<typeof kitchenLayoutSchema>;

export const driverLayoutSchema = z.strictObject({
  numberSize: sizeOrNone.default(2),
  addressSize: size.default(2),
  /** The dishes by name, so that the driver can look into the bag. */
  showItems: z.boolean().default(true),
  buzzer: z.boolean().default(false),
});
export type DriverLayout = z.infer<typeof driverLayoutSchema>;

export const customerLayoutSchema = z.strictObject({
  numberSize: sizeOrNone.default(2),
  itemSize: size.default(1),
  showAddress: z.boolean().default(true),
  showTaxes: z.boolean().default(true),
  /** The last words on the ticket; may have several lines. */
  footer: z.string().trim().max(500).default(''),
  buzzer: z.boolean().default(false),
});
export type CustomerLayout = z.infer<typeof customerLayoutSchema>;

export const ticketLanguageSchema = z.enum(['de', 'en', 'tr']);
export type TicketLanguage = z.infer<typeof ticketLanguageSchema>;

/** How tickets look. Each part has a sensible preset, so that an empty object is a good layout. */
export const ticketLayoutSchema = z.strictObject({
  /** Language of the ticket's own words; what the guest ordered stays as the menu says it. */
  language: ticketLanguageSchema.default('de'),
  kitchen: kitchenLayoutSchema.prefault({}),
  driver: driverLayoutSchema.prefault({}),
  customer: customerLayoutSchema.prefault({}),
});
export type TicketLayout = z.infer<typeof ticketLayoutSchema>;
