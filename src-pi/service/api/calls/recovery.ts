import { z } from 'zod';
import {
  type RecoverySession,
  recoveryPhaseSchema,
  recoveryTypeSchema,
  recoveryViewSchema,
} from '../../../../src-shared/service/recovery.ts';
import { legacyTime } from '../../database/times.ts';
import { type Call, call, limitOf } from '../call.ts';
import type { ServiceParts } from '../parts.ts';
import { counts, legacyInstant } from './shapes.ts';

export const recoveryTypes = recoveryTypeSchema;

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
  phase: recoveryPhaseSchema,
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
  return [
    call('GET /recovery/status', 'recovery', 'What is being worked off, and what waits', {
      answer: z.object({
        recovery_manager_running: z.boolean(),
        current_session: currentSession.nullable(),
        queue_statistics: queueStatistics,
        last_recovery: z.object({ timestamp: z.string(), status: z.string(), details: z.unknown() }).nullable(),
      }),
      run: async () => {
        const current = await parts.read('openSession');
        const [last] = await parts.read('pastSessions', 1);
        return {
          recovery_manager_running: true,
          current_session: current && legacySession(current),
          queue_statistics: await parts.read('recoveryQueue'),
          last_recovery: last?.completedAt
            ? { timestamp: legacyTime(last.completedAt), status: last.phase, details: legacySession(last) }
            : null,
        };
      },
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
        const session = await parts.recovery.trigger(recovery_type);
        return { success: true, recovery_type, session_id: session?.id ?? null, items_total: session?.total ?? 0 };
      },
    }),
    ...(['pause', 'resume'] as const).map((act) =>
      call(`POST /recovery/${act}`, 'recovery', act === 'pause' ? 'Pauses the session that runs' : 'Lets it go on', {
        answer: z.object({ success: z.boolean() }),
        run: async () => ({ success: await parts.recovery[act]() }),
      }),
    ),
    call('POST /recovery/cancel', 'recovery', 'Ends the session; what still waits is held for a person', {
      answer: z.object({ success: z.boolean(), held: z.number().int() }),
      run: async () => {
        const held = await parts.recovery.cancel();
        return { success: held !== null, held: held ?? 0 };
      },
    }),
    call('GET /bonwart/recovery', 'panel', 'The session that runs and those before it', {
      answer: recoveryViewSchema,
      run: async () => ({ current: await parts.read('openSession'), past: await parts.read('pastSessions', 20) }),
    }),
  ];
}

function legacySession(session: RecoverySession): z.input<typeof currentSession> {
  const { id, type, phase, startedAt, total, processed, failed } = session;
  return {
    id,
    type,
    phase,
    started_at: legacyTime(startedAt),
    items_total: total,
    items_processed: processed,
    items_failed: failed,
    progress_percentage: total === 0 ? 100 : Math.round((processed / total) * 1000) / 10,
  };
}
