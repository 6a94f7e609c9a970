import type { FastifyInstance } from 'fastify';
import { type BonwartError, Refusal, refuse } from '../../../src-shared/contract/errors.ts';
import type { Log } from '../life/log.ts';

/** Turns what goes wrong into an answer: JSON, without a secret and without a stack. */
export function refusals(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) {
      reply.code(statusOf(error.error.code)).send({ error: error.error });
    } else if (isClientError(error)) {
      const call = request.url.slice(0, 200);
      const refusal = refuse(
        'contract.invalid-request',
        { call, problem: 'the request cannot be read' },
        { retry: 'never' },
      );
      reply.code(error.statusCode).send({ error: refusal.error });
    } else {
      log.error({ error: String(error), call: request.routeOptions.url }, 'call failed');
      reply.code(500).send({ error: { code: 'internal', message: 'the service could not do this' } });
    }
  });
  app.setNotFoundHandler((_request, reply) => {
    reply.code(404).send({ error: { code: 'not-found', message: 'there is no such call' } });
  });
}

/** The status of a refusal of the contract. */
function statusOf(code: BonwartError['code']): number {
  if (code === 'contract.invalid-request' || code === 'settings.invalid') return 400;
  if (code.endsWith('.unknown')) return 404;
  if (code.endsWith('.wrong-state') || code === 'restaurant.changed' || code === 'mail.not-set-up') return 409;
  // The disk does not let us; it may again later.
  return code.startsWith('disk.') || code.startsWith('database.') ? 503 : 500;
}

function isClientError(error: unknown): error is { statusCode: number } {
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
}
