import Fastify, { type FastifyInstance } from 'fastify';
import { refusalOfFault } from '../database/faults.ts';
import { lastKnown } from '../database/last-known.ts';
import { type Call, call, registerCalls, topicOf } from './call.ts';
import { connectivityCalls } from './calls/connectivity.ts';
import { healthCalls } from './calls/health.ts';
import { mailCalls } from './calls/mail.ts';
import { metricsCalls } from './calls/metrics.ts';
import { notificationCalls } from './calls/notifications.ts';
import { orderCalls } from './calls/orders.ts';
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
    ...mailCalls(parts),
    ...printingCalls(parts),
    ...selfHealingCalls(parts),
    ...webhookCalls(parts),
    ...panelCalls(parts),
    ...orderCalls(parts),
    ...restaurantCalls(parts),
    ...metricsCalls(parts),
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
export function apiServer(given: Omit<ServiceParts, 'read'>): FastifyInstance {
  const { read, forget } = lastKnown(given.database);
  const parts: ServiceParts = { ...given, read };
  const app = Fastify({ logger: false, forceCloseConnections: true, ...serverLimits, ...withoutCompilers });
  readAnyBody(app);
  limitConnections(app.server);
  refusals(app, parts.log);
  gate(app, parts.token);
  refuseWritesWithoutDisk(app, parts);
  app.addHook('onResponse', async (request, reply) => {
    if (!onlyReads(request.method)) forget();
    const seconds = reply.elapsedTime / 1000;
    parts.metrics.answered(topicOf(request), reply.statusCode, seconds);
    parts.figures.answered(request.method, topicOf(request), seconds);
  });
  registerCalls(app, allCalls(parts));
  return app;
}

/** The calls check with zod; fastify's own two compilers for schemas would only take memory. */
const withoutCompilers = {
  schemaController: {
    compilersFactory: {
      buildValidator: () => () => {
        throw new Error('calls are checked in call.ts');
      },
      buildSerializer: () => () => JSON.stringify,
    },
  },
};

function onlyReads(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** What would have to be written waits for the disk; a caller is rather told at once. */
function refuseWritesWithoutDisk(app: FastifyInstance, { database }: ServiceParts): void {
  app.addHook('preHandler', async (request) => {
    const fault = onlyReads(request.method) ? null : database.fault();
    if (fault !== null) throw refusalOfFault(fault, 'data', 'nothing can be written at present');
  });
}

/** JSON is parsed; an empty body is none, whatever its type says, as the older service has it; any other is handed on as text. */
function readAnyBody(app: FastifyInstance): void {
  const json = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    // A signed token is text, whatever its sender calls it.
    else if (request.url.startsWith('/webhook/')) done(null, body);
    else json(request, body as string, done);
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body || undefined));
}
