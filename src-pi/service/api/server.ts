import Fastify, { type FastifyInstance } from 'fastify';
import { refusalOfFault } from '../database/faults.ts';
import { type Call, call, registerCalls } from './call.ts';
import { connectivityCalls } from './calls/connectivity.ts';
import { healthCalls } from './calls/health.ts';
import { notificationCalls } from './calls/notifications.ts';
import { panelCalls } from './calls/panel.ts';
import { printingCalls } from './calls/printing.ts';
import { queueCalls } from './calls/queue.ts';
import { recoveryCalls } from './calls/recovery.ts';
import { restaurantCalls } from './calls/restaurant.ts';
import { selfHealingCalls } from './calls/self-healing.ts';
import { webhookCalls } from './calls/webhook.ts';
import { gate } from './gate.ts';
import { limitConnections, serverLimits } from './limits.ts';
import { openApiDocument } from './openapi.ts';
import type { ServiceParts } from './parts.ts';
import { refusals } from './refusals.ts';

/** Every call of the API. What is not in here is not there: the document and the server are both made from it. */
export function allCalls(parts: ServiceParts): Call[] {
  const calls = [
    ...healthCalls(parts),
    ...recoveryCalls(parts),
    ...connectivityCalls(parts),
    ...queueCalls(parts),
    ...notificationCalls(parts),
    ...printingCalls(parts),
    ...selfHealingCalls(parts),
    ...webhookCalls(parts),
    ...panelCalls(parts),
    ...restaurantCalls(parts),
  ];
  const { release } = parts.board.status();
  calls.push(
    call('GET /openapi.json', 'health', 'This document', {
      answer: { mediaType: 'application/json' },
      run: () => openApiDocument(calls, release),
    }),
  );
  return calls;
}

/** Builds the HTTP API; it does not listen yet. Errors are JSON and hold no secret and no stack. */
export function apiServer(parts: ServiceParts): FastifyInstance {
  const app = Fastify({ logger: false, forceCloseConnections: true, ...serverLimits });
  readAnyBody(app);
  limitConnections(app.server);
  refusals(app, parts.log);
  gate(app, parts.token);
  refuseWritesWithoutDisk(app, parts);
  registerCalls(app, allCalls(parts));
  return app;
}

/** What would have to be written waits for the disk; a caller is rather told at once. */
function refuseWritesWithoutDisk(app: FastifyInstance, { database }: ServiceParts): void {
  app.addHook('preHandler', async (request) => {
    const fault = request.method === 'GET' || request.method === 'HEAD' ? null : database.fault();
    if (fault !== null) throw refusalOfFault(fault, 'data', 'nothing can be written at present');
  });
}

/** JSON is parsed; an empty body is none, whatever its type says, as the older service has it; any other is handed on as text. */
function readAnyBody(app: FastifyInstance): void {
  const json = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else json(request, body as string, done);
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body || undefined));
}
