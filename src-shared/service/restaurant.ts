import { z } from 'zod';
import { ticketLayoutSchema } from './ticket-layout.ts';

/** A name that machines use: in URLs, in events, as a label of a metric. */
const identifier = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/);
const name = z.string().trim().min(1).max(60);

export const printerConnectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('network'),
    /** Empty where nobody has said it yet: the printer then shows as unreachable. */
    host: z.string().trim().max(253),
    port: z.number().int().min(1).max(65535).default(9100),
  }),
  /** A device file, or the vendor and product number (four hexadecimal digits each) by which it is found. */
  z.strictObject({
    kind: z.literal('usb'),
    device: z.string().max(200).default(''),
    vendorId: z.string().max(6).default(''),
    productId: z.string().max(6).default(''),
    serialNumber: z.string().max(100).default(''),
  }),
  z.strictObject({ kind: z.literal('cups'), queue: z.string().regex(/^[^\s/#]{1,127}$/) }),
]);
export type PrinterConnectionSettings = z.infer<typeof printerConnectionSchema>;

export const restaurantPrinterSchema = z.strictObject({
  id: identifier,
  name,
  connection: printerConnectionSchema,
  /** A key of the printer profiles; `generic` suits all that understand ESC/POS. */
  profile: z.string().max(40).default('generic'),
  /** Width of the paper in millimetres. */
  paper: z.union([z.literal(58), z.literal(80)]).default(80),
  /** Characters in a line of font A where the profile's preset does not fit. */
  columns: z.number().int().min(24).max(80).nullable().default(null),
});
export type RestaurantPrinter = z.infer<typeof restaurantPrinterSchema>;

export const ticketTypeSchema = z.enum(['kitchen', 'driver', 'customer']);
export type TicketType = z.infer<typeof ticketTypeSchema>;

export const stationSchema = z.strictObject({
  id: identifier,
  name,
  ticket: ticketTypeSchema,
  printer: identifier,
  /** Prints instead while `printer` cannot. Null: it is waited for. */
  sparePrinter: identifier.nullable().default(null),
  /** Ids of the menu's sections; empty is everything that no other kitchen station claims. */
  sections: z.array(z.string().min(1).max(100)).max(200).default([]),
  copies: z.number().int().min(1).max(5).default(1),
  /** Which orders make a ticket here; empty is every order. */
  fulfilments: z.array(z.enum(['delivery', 'pickup', 'dine-in', 'unknown'])).default([]),
});
export type Station = z.infer<typeof stationSchema>;

/**
 * The restaurant as the print service knows it: its printers, and the stations that a ticket is made for. Refuses what would
 * leave a ticket without a printer or an order without a ticket.
 */
export const restaurantSchema = z
  .strictObject({
    /** Grows by one with each change: who writes must have seen the one before. */
    revision: z.number().int().min(0),
    printers: z.array(restaurantPrinterSchema).min(1).max(20),
    stations: z.array(stationSchema).min(1).max(40),
    layout: ticketLayoutSchema.prefault({}),
    /** What people call the sections of the menu; the shop tells ids only. */
    sectionNames: z.record(z.string().min(1).max(100), name).default({}),
  })
  .superRefine((restaurant, context) => {
    const refused = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const printers = restaurant.printers.map(({ id }) => id);
    const stations = restaurant.stations.map(({ id }) => id);
    if (new Set(printers).size < printers.length) refused(['printers'], 'two printers have one id');
    if (new Set(stations).size < stations.length) refused(['stations'], 'two stations have one id');
    restaurant.stations.forEach((station, index) => {
      if (!printers.includes(station.printer)) refused(['stations', index, 'printer'], 'there is no such printer');
      if (station.sparePrinter !== null && !printers.includes(station.sparePrinter))
        refused(['stations', index, 'sparePrinter'], 'there is no such printer');
      if (station.sparePrinter === station.printer)
        refused(['stations', index, 'sparePrinter'], 'is the same as the printer');
    });
    const takesTheRest = restaurant.stations.some(
      ({ ticket, sections, fulfilments }) => ticket === 'kitchen' && sections.length === 0 && fulfilments.length === 0,
    );
    if (!takesTheRest) refused(['stations'], 'no kitchen station takes what the others leave');
  });
export type Restaurant = z.infer<typeof restaurantSchema>;
