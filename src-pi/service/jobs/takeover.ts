import { z } from 'zod';
import { ticketOf } from '../database/adoption.ts';
import type { DatabaseClient } from '../database/client.ts';
import type { TicketDesk } from '../tickets/station-tickets.ts';

const rawOrderSchema = z.looseObject({ number: z.union([z.string(), z.number()]).transform(String) });

/**
 * Takes over the tickets that the older service (or a release before this one, after a rollback to the older schema) left
 * waiting: its text is printed, because that is what was promised to the kitchen.
 */
export async function takeOverLegacyJobs(database: DatabaseClient, desk: TicketDesk): Promise<void> {
  const waiting = await database.call('legacyWaiting');
  const adopted = waiting.map((job) => {
    const orderNumber = numberOf(job.rawJson) ?? job.orderId.slice(0, 12);
    const text = job.legacyJobId === null ? itemsAsText(job.content) : job.content;
    const { ticket, station } = desk.legacy(orderNumber, text, ticketOf(job.jobType));
    const { station: id, profile, millimetres } = station;
    // The text stays in the older service's row as it wrote it: it may have to print it after all.
    return { ...job, orderNumber, payload: ticket.payload, plainText: text, station: id, profile, millimetres };
  });
  await database.call('adoptLegacyJobs', adopted);
}

const legacyItemsSchema = z.array(
  z.looseObject({
    quantity: z.number().optional(),
    name: z.string().optional(),
    productName: z.union([z.string(), z.looseObject({ original: z.string() })]).optional(),
  }),
);

/** The items of an order as lines; what is not understood is printed as it is, for the kitchen can read it. */
export function itemsAsText(itemsJson: string): string {
  try {
    const items = legacyItemsSchema.parse(JSON.parse(itemsJson));
    return items
      .map((item) => {
        const name = item.name ?? (typeof item.productName === 'object' ? item.productName.original : item.productName);
        return `${item.quantity ?? 1}x ${name ?? JSON.stringify(item)}`;
      })
      .join('\n');
  } catch {
    return itemsJson;
  }
}

function numberOf(rawJson: string | null): string | null {
  try {
    const parsed = rawOrderSchema.safeParse(JSON.parse(rawJson ?? 'null'));
    return parsed.success ? parsed.data.number : null;
  } catch {
    return null;
  }
}
