import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { z } from 'zod';
import { refuse } from '../../../src-shared/contract/errors.ts';

/** The ways in which a call can be refused, beside those that every call knows (400, 401, 403, 413, 429, 500, 503). */
export type Refused = 404 | 409 | 501;

/** One call of the API, with the schemas that it really checks with: the OpenAPI document is made from these very objects. */
export interface Call {
  readonly method: Extract<HTTPMethods, 'GET' | 'POST' | 'PUT' | 'DELETE'>;
  /** As fastify writes it: `/orders/:id`. */
  readonly path: string;
  /** The room of the document it is listed in. */
  readonly topic: string;
  readonly summary: string;
  readonly parameters: z.ZodType | null;
  readonly query: z.ZodType | null;
  readonly body: z.ZodType | null;
  /** The answer of a call that succeeds: its schema, or the media type of what is no JSON. */
  readonly answer: z.ZodType | { readonly mediaType: string };
  readonly refusals: readonly Refused[];
  /** Bytes of a body at most, where it is not what the server takes of everybody. */
  readonly mostBytes: number | null;
  run(request: FastifyRequest, reply: FastifyReply): unknown;
}

interface Definition<Parameters extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Answer> {
  readonly parameters?: Parameters;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  readonly refusals?: readonly Refused[];
  readonly mostBytes?: number;
  /** Gets what was asked, checked. What it throws becomes a refusal that says why. */
  readonly run: (
    asked: { parameters: z.output<Parameters>; query: z.output<Query>; body: z.output<Body> },
    reply: FastifyReply,
    request: FastifyRequest,
  ) => Said<Answer> | Promise<Said<Answer>>;
}

/** What a call may answer: what its schema describes. Who answers with something else than JSON writes it itself. */
type Said<Answer> = Answer extends z.ZodType ? z.input<Answer> : unknown;

/** Describes a call: `call('GET /orders/:id', 'orders', 'One order', {parameters, answer, run})`. */
export function call<
  Answer extends z.ZodType | { readonly mediaType: string },
  Parameters extends z.ZodType = z.ZodType<undefined>,
  Query extends z.ZodType = z.ZodType<undefined>,
  Body extends z.ZodType = z.ZodType<undefined>,
>(
  name: `${Call['method']} /${string}`,
  topic: string,
  summary: string,
  definition: Definition<Parameters, Query, Body, Answer>,
): Call {
  const [method, path] = name.split(' ') as [Call['method'], string];
  const { parameters = null, query = null, body = null, answer, refusals = [], mostBytes = null } = definition;
  return {
    method,
    path,
    topic,
    summary,
    parameters,
    query,
    body,
    answer,
    refusals,
    mostBytes,
    run: (request, reply) =>
      definition.run(
        {
          parameters: read(path, parameters, request.params) as z.output<Parameters>,
          query: read(path, query, request.query) as z.output<Query>,
          body: read(path, body, request.body) as z.output<Body>,
        },
        reply,
        request,
      ),
  };
}

/** Parses what came from outside. Throws `contract.invalid-request` with the first thing that is wrong with it. */
function read(path: string, schema: z.ZodType | null, value: unknown): unknown {
  const parsed = schema?.safeParse(value);
  if (!parsed || parsed.success) return parsed?.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  const problem = `${where}${issue?.message ?? 'is not valid'}`.slice(0, 500);
  throw refuse('contract.invalid-request', { call: path, problem }, { retry: 'never' });
}

/** Registers calls. A body may be of any media type; what a call does not read is not an error, as with the older service. */
export function registerCalls(app: FastifyInstance, calls: readonly Call[]): void {
  for (const { method, path, topic, mostBytes, run } of calls)
    app.route({
      ...{ method, url: path, config: { topic }, handler: async (request, reply) => run(request, reply) },
      ...(mostBytes === null ? {} : { bodyLimit: mostBytes }),
    });
}

/** The topic of the call that a request is for; `none` if there is no such call. */
export function topicOf(request: FastifyRequest): string {
  return (request.routeOptions.config as { topic?: string }).topic ?? 'none';
}

/** A number of rows to answer with. */
export const limitOf = (preset: number, most = 1000) => z.coerce.number().int().min(1).max(most).default(preset);

/** The number of a job, in the path. */
export const jobNumber = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

/** How the service says no. `data`, `cause` and `retry` are there where the code is one of the contract. */
export const refusalAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().optional(),
    data: z.record(z.string(), z.unknown()).optional(),
    cause: z.string().optional(),
    retry: z.string().optional(),
  }),
});
