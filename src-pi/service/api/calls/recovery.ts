import { z } from 'zod';
import { legacyTime } from '../../database/times.ts';
import { type Call, call, limitOf, notYet } from '../call.ts';
import type { ServiceParts } from '../parts.ts';
import { counts, legacyInstant } from './shapes.ts';

export const recoveryTypes = z.enum(['printer_recovery', 'internet_recovery', 'combined_recovery', 'manual_recovery']);
const phases = z.enum(['idle', 'validation', 'processing', 'completion', 'failed']);

const queueStatistics = z.object({
  total_items: z.number().int(),
  status_counts: counts,
  priority_distribution: counts,
  oldest_queued_item: legacyInstant.nullable(),
  newest_queued_item: legacyInstant.nullable(),
  average_retry_count: z.number(),
  expiring_soon: z.number().int(),
  recovery_urgency: z.enum(['none', 'low', 'medium', 'high', 'critical']),
});

const currentSession = z.object({
  id: z.string(),
  type: recoveryTypes,
  phase: phases,
  started_at: legacyInstant,
  items_total: z.number().int(),
  items_processed: z.number().int(),
  items_failed: z.number().int(),
  progress_percentage: z.number(),
});

const historyRow = z.looseObject({
  id: z.string(),
  recovery_type: z.string(),
  phase: z.string(),
  started_at: z.string(),
  completed_at: z.string().nullable(),
  items_total: z.number().nullable(),
  items_processed: z.number().nullable(),
  items_failed: z.number().nullable(),
  error_message: z.string().nullable(),
  metadata: z.string().nullable(),
});

/** The recovery's part of the older service's calls. */
export function recoveryCalls(parts: ServiceParts): Call[] {
  const { database } = parts;
  return [
    call('GET /recovery/status', 'recovery', 'What is being worked off, and what waits', {
      answer: z.object({
        recovery_manager_running: z.boolean(),
        current_session: currentSession.nullable(),
        queue_statistics: queueStatistics,
        last_recovery: z.object({ timestamp: z.string(), status: z.string(), details: z.unknown() }).nullable(),
      }),
      run: async () => ({
        recovery_manager_running: true,
        // Recovery is not a session here yet: every ticket that waits is printed as soon as the printer is back.
        current_session: null,
        queue_statistics: await parts.read('recoveryQueue'),
        last_recovery: null,
      }),
    }),
    call('GET /recovery/statistics', 'recovery', 'Figures of the queue and of the recovery', {
      answer: z.object({
        queue_statistics: queueStatistics,
        recovery_statistics: queueStatistics,
        timestamp: legacyInstant,
      }),
      run: async () => {
        const queue = await parts.read('recoveryQueue');
        return { queue_statistics: queue, recovery_statistics: queue, timestamp: legacyTime(new Date()) };
      },
    }),
    call('GET /recovery/history', 'recovery', 'Past sessions, newest first', {
      query: z.object({ limit: limitOf(20) }),
      answer: z.object({ recovery_history: z.array(historyRow), count: z.number().int(), limit: z.number().int() }),
      run: async ({ query: { limit } }) => {
        const history = await parts.read('recoveryHistory', limit);
        return { recovery_history: history as z.output<typeof historyRow>[], count: history.length, limit };
      },
    }),
    call('POST /recovery/trigger', 'recovery', 'Starts a session now', {
      query: z.object({ recovery_type: recoveryTypes.default('manual_recovery') }),
      answer: z.object({
        success: z.boolean(),
        recovery_type: recoveryTypes,
        session_id: z.string().nullable(),
        items_total: z.number().int(),
      }),
      run: async ({ query: { recovery_type } }) => {
        if (recovery_type !== 'printer_recovery') await parts.lookAtShop();
        parts.wakePrinter();
        const queue = await database.call('recoveryQueue');
        return { success: true, recovery_type, session_id: null, items_total: queue.total_items };
      },
    }),
    call('POST /recovery/pause', 'recovery', 'Pauses the session that runs', {
      answer: z.object({ success: z.boolean() }),
      refusals: [501],
      run: (_asked, reply) => notYet(reply, 'pausing the recovery'),
    }),
  ];
}
