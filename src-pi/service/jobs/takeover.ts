import { z } from 'zod';
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
    const { ticket, station } = desk.legacy(orderNumber, job.content);
    const { station: id, profile, millimetres } = station;
    return { ...job, orderNumber, ...ticket, station: id, profile, millimetres };
  });
  await database.call('adoptLegacyJobs', adopted);
}

function numberOf(rawJson: string | null): string | null {
  try {
    const parsed = rawOrderSchema.safeParse(JSON.parse(rawJson ?? 'null'));
    return parsed.success ? parsed.data.number : null;
  } catch {
    return null;
  }
}
