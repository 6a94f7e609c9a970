import { z } from 'zod';
import { type Call, call, limitOf } from '../call.ts';
import type { ServiceParts } from '../parts.ts';

const sample = z.object({
  at: z.string(),
  seconds: z.number(),
  memoryMegabytes: z.number(),
  cpuPercent: z.number(),
  diskFreeMegabytes: z.number().nullable(),
  temperatureCelsius: z.number().nullable(),
  answers: z.number().int(),
  answerMilliseconds: z.number().nullable(),
  queryMilliseconds: z.number().nullable(),
  recoverySeconds: z.number().nullable(),
});
const breaker = z.object({
  state: z.enum(['closed', 'open', 'half-open']),
  failure_count: z.number().int(),
  since: z.string(),
  last_failure: z.string(),
});
const alert = z.object({
  type: z.string(),
  subject: z.string(),
  severity: z.enum(['critical', 'high', 'warning', 'info']),
  raisedAt: z.string(),
  data: z.record(z.string(), z.unknown()),
});
const deadLetter = z.object({
  id: z.number().int(),
  item_type: z.literal('print_job'),
  order_number: z.string(),
  kind: z.string(),
  reason: z.string(),
  attempts: z.number().int(),
  created_at: z.string(),
  failed_at: z.string().nullable(),
});

/** The older service's calls about how it helps itself. */
export function selfHealingCalls(parts: ServiceParts): Call[] {
  const breakers = () =>
    Object.fromEntries(
      parts.breakers.map((one) => {
        const { name, state, failures, since, lastFailure } = one.status();
        return [name, { state, failure_count: failures, since, last_failure: lastFailure }];
      }),
    );
  return [
    call('GET /self-healing/status', 'self-healing', 'What is wrong, and what it does about it', {
      answer: z.object({
        running: z.boolean(),
        alerts: z.array(alert),
        circuit_breakers: z.record(z.string(), breaker),
        dead_letters: z.number().int(),
      }),
      run: async () => ({
        running: true,
        alerts: await parts.read('raisedAlerts'),
        circuit_breakers: breakers(),
        dead_letters: parts.board.status().queue.held,
      }),
    }),
    call('GET /health/metrics', 'self-healing', 'Its own memory, processor and disk', {
      answer: z.object({ current: sample.nullable(), samples: z.array(sample) }),
      run: () => {
        const samples = [...parts.watch.samples()];
        return { current: samples.at(-1) ?? null, samples };
      },
    }),
    call('GET /circuit-breakers/status', 'self-healing', 'Which ways are closed for now', {
      answer: z.object({ circuit_breakers: z.record(z.string(), breaker) }),
      run: () => ({ circuit_breakers: breakers() }),
    }),
    call('GET /retry-manager/dead-letter-queue', 'self-healing', 'What it has given up', {
      query: z.object({ limit: limitOf(100) }),
      answer: z.object({ items: z.array(deadLetter), count: z.number().int() }),
      run: async ({ query: { limit } }) => {
        const held = await parts.read('deadLetters', limit);
        const items = held.map(({ id, orderNumber, kind, reason, attempts, createdAt, heldAt }) => ({
          id,
          item_type: 'print_job' as const,
          order_number: orderNumber,
          kind,
          reason,
          attempts,
          created_at: createdAt,
          failed_at: heldAt,
        }));
        return { items, count: items.length };
      },
    }),
    call('POST /retry-manager/requeue/:id', 'self-healing', 'Gives something given up another chance', {
      parameters: z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
      answer: z.object({ success: z.boolean(), id: z.number().int() }),
      refusals: [404, 409],
      run: async ({ parameters: { id } }) => {
        await parts.database.call('resolveJob', { jobId: id, answer: 'print-again' });
        parts.wakePrinter();
        return { success: true, id };
      },
    }),
  ];
}
