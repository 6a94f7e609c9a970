import { type Call, call } from '../call.ts';
import type { ServiceParts } from '../parts.ts';

/** For Prometheus. From other machines with the token, which a scrape can bring (`authorization` in its settings). */
export function metricsCalls({ metrics }: ServiceParts): Call[] {
  return [
    call('GET /metrics', 'metrics', 'Figures of the service in the text format of Prometheus', {
      answer: { mediaType: 'text/plain' },
      run: async (_asked, reply) => {
        const text = await metrics.text();
        return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
      },
    }),
  ];
}
