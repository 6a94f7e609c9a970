import { z } from 'zod';
import type { DatabaseClient } from '../database/client.ts';
import type { TicketRenderer } from '../tickets/kitchen.ts';

const rawOrderSchema = z.looseObject({ number: z.union([z.string(), z.number()]).transform(String) });

/**
 * Takes over the tickets that the older service (or a release before this one, after a rollback to the older schema) left
 * waiting: its text is printed, because that is what was promised to the kitchen.
 */
export async function takeOverLegacyJobs(database: DatabaseClient, renderer: TicketRenderer): Promise<void> {
  const waiting = await database.call('legacyWaiting');
  const adopted = waiting.map((job) => {
    const orderNumber = numberOf(job.rawJson) ?? job.orderId.slice(0, 12);
    const sheet = renderer.legacy(orderNumber, job.content);
    return {
      ...job,
      orderNumber,
      payload: sheet.bytes,
      plainText: sheet.plainText,
      millimetres: renderer.millimetres,
    };
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
