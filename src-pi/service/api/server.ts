import Fastify, { type FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { Refusal, refuse } from '../../../src-shared/contract/errors.ts';
import type { DatabaseClient } from '../database/client.ts';
import type { Log } from '../life/log.ts';
import type { StatusBoard } from '../status-board.ts';
import { legacyRoutes } from './legacy-routes.ts';
import { panelRoutes } from './panel-routes.ts';

/** What the calls are answered from. */
export interface ServiceParts {
  readonly database: DatabaseClient;
  readonly board: StatusBoard;
  readonly log: Log;
  readonly schema: number;
  readonly notifications: { readonly enabled: boolean; readonly configured: boolean };
  /** Looks for orders now; resolves after that look. */
  lookAtShop(): Promise<void>;
  wakePrinter(): void;
}

/** A database thread that has been silent for longer is not well. An SD card may take five seconds for one fsync. */
const databaseSilenceMilliseconds = 10_000;

/** Is the database thread answering? From memory. */
export function databaseAnswers(database: DatabaseClient): boolean {
  return database.waitingMilliseconds() < databaseSilenceMilliseconds;
}

/** Builds the HTTP API; it does not listen yet. Errors are JSON and hold no secret and no stack. */
export function apiServer(parts: ServiceParts): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: 256 * 1024, requestTimeout: 30_000, forceCloseConnections: true });
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) {
      reply.code(statusOf(error.error.code)).send({ error: error.error });
    } else if (error instanceof ZodError) {
      const [issue] = error.issues;
      const message = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`;
      reply.code(400).send(invalidRequest(request.url, message));
    } else if (isClientError(error)) {
      reply.code(error.statusCode).send(invalidRequest(request.url, 'the request cannot be read'));
    } else {
      parts.log.error({ error: String(error) }, 'call failed');
      reply.code(500).send({ error: { code: 'internal', message: 'the service could not do this' } });
    }
  });
  app.setNotFoundHandler((_request, reply) => {
    reply.code(404).send({ error: { code: 'not-found', message: 'there is no such call' } });
  });
  app.get('/health', () => {
    const { release, printer, wix, queue, startedAt } = parts.board.status();
    const ok = databaseAnswers(parts.database);
    return {
      status: ok ? 'ok' : 'degraded',
      release,
      startedAt,
      database: { ok, schema: parts.schema },
      printer,
      wix,
      queue,
    };
  });
  legacyRoutes(app, parts);
  panelRoutes(app, parts);
  return app;
}

function invalidRequest(call: string, problem: string) {
  return { error: refuse('contract.invalid-request', { call, problem }, { retry: 'never' }).error };
}

function statusOf(code: string): number {
  if (code.endsWith('.unknown')) return 404;
  return code === 'job.wrong-state' ? 409 : 500;
}

function isClientError(error: unknown): error is { statusCode: number } {
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
}
