import { z } from 'zod';
import { refuse } from '../../../../src-shared/contract/errors.ts';
import { previewRequestSchema, serviceAnswers } from '../../../../src-shared/service/api.ts';
import { restaurantSchema } from '../../../../src-shared/service/restaurant.ts';
import { now } from '../../database/times.ts';
import { storedRestaurant } from '../../restaurant/stored.ts';
import { previewTickets, sampleOrder } from '../../tickets/preview.ts';
import { paperOfPrinter, printerProfiles } from '../../tickets/profiles.ts';
import { kitchenOrder, wixOrderSchema } from '../../wix/order.ts';
import { type Call, call } from '../call.ts';
import type { ServiceParts } from '../parts.ts';

/** The restaurant's printers, stations and layout: read, tried out, written. */
export function restaurantCalls({ database, restaurant: part }: ServiceParts): Call[] {
  return [
    call('GET /bonwart/restaurant', 'restaurant', 'Printers, stations and layout, and what there is to choose from', {
      answer: serviceAnswers.restaurant,
      run: async () => ({
        restaurant: await storedRestaurant(database, part.active),
        activeRevision: part.active.revision,
        profiles: printerProfiles().map(({ id, name, paper }) => ({ id, name, paper })),
        sections: await database.call('menuSections'),
      }),
    }),
    call(
      'PUT /bonwart/restaurant',
      'restaurant',
      'Stores it, if nobody else was faster, and starts the service anew with it',
      {
        body: restaurantSchema,
        answer: serviceAnswers.restaurantWritten,
        refusals: [409],
        run: async ({ body }) => {
          const revision = await database.call('writeRestaurant', {
            restaurant: body,
            settingsPrinter: part.settingsPrinter,
          });
          part.restartSoon('restaurant-changed');
          return { revision };
        },
      },
    ),
    call('POST /bonwart/preview', 'restaurant', 'What a station would print, as bytes; nothing is stored', {
      body: previewRequestSchema,
      answer: serviceAnswers.preview,
      refusals: [404],
      run: async ({ body }) => {
        const { restaurant, station, sample, orderId } = body;
        const sections = restaurant.stations.find(({ id }) => id === station)?.sections ?? [];
        const order = orderId === null ? sampleOrder(sample, sections, new Date()) : await storedOrder(orderId);
        return { tickets: previewTickets(restaurant, station, order, part.identity, part.timeZone) };
      },
    }),
    call('POST /bonwart/printers/:id/test-ticket', 'restaurant', 'Prints a ticket that belongs to no order', {
      parameters: z.object({ id: z.string().max(100) }),
      answer: serviceAnswers.testTicket,
      refusals: [404],
      run: async ({ parameters }) => {
        const printer = part.active.printers.find(({ id }) => id === parameters.id);
        if (!printer) throw refuse('printer.unknown', { printer: parameters.id });
        const { profile, millimetres } = paperOfPrinter(printer, null, part.timeZone);
        const stations = part.active.stations
          .filter((station) => station.printer === printer.id)
          .map(({ name }) => name);
        const sheet = part.slipsOf(printer).test({ name: printer.name, stations }, now());
        const { bytes: payload, plainText } = sheet;
        const jobId = await database.call('addTestJob', {
          printer: printer.id,
          profile,
          payload,
          plainText,
          millimetres,
          number: 'Test',
        });
        return { jobId };
      },
    }),
  ];

  async function storedOrder(id: string) {
    const [known] = await database.call('knownOrders', [id]);
    const parsed = wixOrderSchema.safeParse(known ? JSON.parse(known.rawJson) : null);
    if (!parsed.success) throw refuse('order.unknown', { orderId: id });
    return kitchenOrder(parsed.data);
  }
}
