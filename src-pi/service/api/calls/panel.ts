import { z } from 'zod';
import { serviceAnswers, serviceRestartSchema, watchingSchema } from '../../../../src-shared/service/api.ts';
import { sampleHours } from '../../../../src-shared/service/samples.ts';
import { frameBytes, frameTicket, previewBytes } from '../../tickets/frame.ts';
import { storedBytes } from '../../tickets/preview.ts';
import { type Call, call, jobNumber, limitOf } from '../call.ts';
import { eventStream } from '../event-stream.ts';
import { ownAddresses } from '../lan-door.ts';
import type { ServiceParts } from '../parts.ts';

/** The calls that Bonwart's panel makes. Shapes: `src-shared/service/api.ts`. */
export function panelCalls(parts: ServiceParts): Call[] {
  const { database, board } = parts;
  const events = eventStream(parts);
  return [
    call('GET /bonwart/status', 'panel', 'How everything is, from memory', {
      answer: serviceAnswers.status,
      run: () => board.status(),
    }),
    call('GET /bonwart/lan-access', 'panel', "Whether the service is open to the restaurant's network, and where", {
      answer: serviceAnswers.lanAccess,
      run: () => ({ door: board.status().lan, hasToken: parts.token !== '', addresses: ownAddresses() }),
    }),
    call('GET /bonwart/orders', 'panel', 'The newest orders with their tickets', {
      query: z.object({ limit: limitOf(50, 200) }),
      answer: serviceAnswers.orders,
      run: ({ query }) => parts.read('listOrders', query.limit),
    }),
    call('GET /bonwart/jobs/:id/ticket', 'panel', 'The bytes of a ticket as they go or went to the printer', {
      parameters: jobNumber,
      answer: serviceAnswers.ticket,
      refusals: [404],
      run: async ({ parameters }) => {
        const { payload, millimetres, profile, attempt } = await parts.read('readTicket', parameters.id);
        const bytes = attempt
          ? frameBytes(frameTicket({ payload, ...attempt }))
          : previewBytes(new Uint8Array(), payload);
        return storedBytes(bytes, profile, millimetres);
      },
    }),
    call('POST /bonwart/jobs/:id/reprint', 'panel', 'Another copy of a ticket; it bears REPRINT', {
      parameters: jobNumber,
      body: z.object({ reason: z.string().trim().max(300).default('') }).nullish(),
      answer: serviceAnswers.reprint,
      refusals: [404, 409],
      run: async ({ parameters, body }) => ({
        jobId: await database.call('reprint', { jobId: parameters.id, reason: body?.reason ?? '' }),
      }),
    }),
    call('POST /bonwart/jobs/:id/resolve', 'panel', "A person's word on a ticket of which nobody knows", {
      parameters: jobNumber,
      body: z.object({ answer: z.enum(['printed', 'print-again']) }),
      answer: serviceAnswers.resolve,
      refusals: [404, 409],
      run: async ({ parameters, body }) => {
        const { id: jobId } = parameters;
        const { answer } = body;
        // The ticket in hand is its printer's to give up; all others are decided in the database.
        if (answer !== 'print-again' || !parts.printAnew(jobId)) await database.call('resolveJob', { jobId, answer });
        return {};
      },
    }),
    call('POST /bonwart/storage/backup', 'panel', 'Makes a backup of the database now, proven like the nightly one', {
      answer: z.object({ path: z.string(), bytes: z.number().int() }),
      run: () => parts.backUp(),
    }),
    call(
      'POST /bonwart/restart',
      'panel',
      'Ends the ticket in hand and starts anew, with the settings as they are now',
      {
        body: serviceRestartSchema,
        answer: serviceAnswers.restart,
        run: ({ body }) => {
          const restarting = body.startedAt === board.status().startedAt;
          if (restarting) parts.restaurant.restartSoon('settings-changed');
          return { restarting };
        },
      },
    ),
    call('POST /bonwart/watching', 'panel', 'A PC says that it watches, or that it stops watching', {
      body: watchingSchema,
      answer: serviceAnswers.watching,
      run: ({ body }) => {
        if (body.leaving) parts.panels.leave(body.pc, body.watch);
        else parts.panels.beat(body.pc, body.watch);
        return {};
      },
    }),
    call('GET /bonwart/samples', 'panel', 'How the service and its machine were: memory, processor, answers, uptime', {
      query: z.object({ hours: z.coerce.number().min(0.1).max(sampleHours).default(24) }),
      answer: serviceAnswers.samples,
      run: ({ query }) => parts.samples.read(query.hours),
    }),
    call('GET /events', 'events', 'Server-sent events: a status first, then each event as it is on the disk', {
      answer: { mediaType: 'text/event-stream' },
      run: (_asked, reply, request) => events(request, reply),
    }),
  ];
}
