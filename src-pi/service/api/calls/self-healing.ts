import { z } from 'zod';
import { type Call, call, notYet } from '../call.ts';
import type { ServiceParts } from '../parts.ts';

const anything = z.record(z.string(), z.unknown());

/** The older service's calls about how it helps itself. */
export function selfHealingCalls(_parts: ServiceParts): Call[] {
  const later = (path: `/${string}`, summary: string) =>
    call(`GET ${path}`, 'self-healing', summary, {
      answer: anything,
      refusals: [501],
      run: (_asked, reply) => notYet(reply, path),
    });
  return [
    later('/self-healing/status', 'What it has done for itself'),
    later('/health/metrics', 'Its own memory, processor and disk'),
    later('/circuit-breakers/status', 'Which ways are closed for now'),
    later('/retry-manager/dead-letter-queue', 'What it has given up'),
    call('POST /retry-manager/requeue/:id', 'self-healing', 'Gives something given up another chance', {
      parameters: z.object({ id: z.string().min(1).max(200) }),
      answer: anything,
      refusals: [404, 409, 501],
      run: (_asked, reply) => notYet(reply, 'the dead-letter queue'),
    }),
  ];
}
