import type { z } from 'zod';
import type { BonwartError } from './errors.ts';

/** One question and its one answer. Both are parsed on both sides. */
export interface CallDefinition<Request extends z.ZodType = z.ZodType, Response extends z.ZodType = z.ZodType> {
  readonly kind: 'call';
  readonly request: Request;
  readonly response: Response;
}

/** A question that is answered by events until it ends by itself, with an error, or because the asker closes it. */
export interface StreamDefinition<Request extends z.ZodType = z.ZodType, Event extends z.ZodType = z.ZodType> {
  readonly kind: 'stream';
  readonly request: Request;
  readonly event: Event;
}

export function call<Request extends z.ZodType, Response extends z.ZodType>(
  request: Request,
  response: Response,
): CallDefinition<Request, Response> {
  return { kind: 'call', request, response };
}

export function stream<Request extends z.ZodType, Event extends z.ZodType>(
  request: Request,
  event: Event,
): StreamDefinition<Request, Event> {
  return { kind: 'stream', request, event };
}

/** The answer to a call: a value or an error as data, never an exception. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; error: BonwartError };
