import { z } from 'zod';
import { type Call, call } from '../call.ts';
import type { ServiceParts } from '../parts.ts';
import { counts, legacyInstant } from './shapes.ts';

/** The older service's queue: ours are the open jobs. */
export function queueCalls({ database, read }: ServiceParts): Call[] {
  return [
    call('GET /offline/queue/status', 'queue', 'What waits, by kind and priority', {
      answer: z.object({
        total_items: z.number().int(),
        status_counts: counts,
        type_counts: counts,
        priority_counts: counts,
        oldest_queued_item: legacyInstant.nullable(),
        max_queue_size: z.number().int(),
      }),
      run: () => read('offlineQueueStatus'),
    }),
    call('POST /offline/queue/cleanup', 'queue', 'Removes finished and expired items, never one that waits', {
      answer: z.object({ success: z.boolean(), removed_items: z.number().int() }),
      run: async () => ({ success: true, removed_items: await database.call('cleanupQueue') }),
    }),
  ];
}
