import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { frameBytes, frameTicket, previewBytes } from '../tickets/frame.ts';
import { eventStream } from './event-stream.ts';
import type { ServiceParts } from './server.ts';

const jobParameters = z.object({ id: z.coerce.number().int().min(1) });
const reprintBody = z.object({ reason: z.string().trim().max(300).default('') }).nullish();
const resolveBody = z.object({ answer: z.enum(['printed', 'print-again']) });
const limitQuery = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) });

/** The calls that Bonwart's panel makes. Shapes: `src-shared/service/panel.ts` and the contract's `service` calls. */
export function panelRoutes(app: FastifyInstance, parts: ServiceParts): void {
  const { database, board } = parts;
  app.get('/bonwart/status', () => board.status());
  app.get('/bonwart/orders', (request) => database.call('listOrders', limitQuery.parse(request.query).limit));
  app.get('/bonwart/jobs/:id/ticket', async (request) => {
    const { payload, millimetres, attempt } = await database.call('readTicket', jobParameters.parse(request.params).id);
    const bytes = attempt ? frameBytes(frameTicket({ payload, ...attempt })) : previewBytes(new Uint8Array(), payload);
    return { bytes: Buffer.from(bytes).toString('base64'), paperMillimetres: millimetres };
  });
  app.post('/bonwart/jobs/:id/reprint', async (request) => {
    const reason = reprintBody.parse(request.body)?.reason ?? '';
    return { jobId: await database.call('reprint', { jobId: jobParameters.parse(request.params).id, reason }) };
  });
  app.post('/bonwart/jobs/:id/resolve', async (request) => {
    const { answer } = resolveBody.parse(request.body);
    await database.call('resolveJob', { jobId: jobParameters.parse(request.params).id, answer });
    return {};
  });
  app.get('/events', eventStream(parts));
}
