import { z } from 'zod';
import { type Call, refusalAnswer } from './call.ts';

/** What every call can answer beside its own, and what it means. */
const always: Readonly<Record<string, string>> = {
  400: 'The request makes no sense; `data.problem` says why.',
  401: 'From another machine, without a valid token.',
  403: 'A foreign Host or Origin.',
  413: 'The body is too large.',
  429: 'Too much at once; `Retry-After` says when again.',
  500: 'A fault of the service; it is in its log.',
  503: 'Not now: the disk or the service is not able to.',
};
const sometimes: Readonly<Record<number, string>> = {
  404: 'There is no such thing.',
  409: 'It is in a state in which this cannot be done.',
  501: 'This release does not do this yet.',
};

/** The OpenAPI 3.1 document of these calls, made from the very schemas that they check with. */
export function openApiDocument(calls: readonly Call[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const one of calls) {
    const path = one.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [one.method.toLowerCase()]: operation(one) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'wix-printer-service',
      version,
      description: 'Online orders in, tickets out. Open on loopback; from other machines with a token.',
    },
    components: {
      schemas: { Refusal: jsonSchema(refusalAnswer, 'output') },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
    security: [{}, { token: [] }],
    paths,
  };
}

function operation(one: Call): Record<string, unknown> {
  const { answer } = one;
  const content =
    'mediaType' in answer
      ? { [answer.mediaType]: {} }
      : { 'application/json': { schema: jsonSchema(answer, 'output') } };
  const refusal = { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } };
  const refused = Object.entries({
    ...always,
    ...Object.fromEntries(one.refusals.map((code) => [code, sometimes[code]])),
  });
  return {
    tags: [one.topic],
    summary: one.summary,
    operationId: `${one.method} ${one.path}`
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, ''),
    parameters: [...parametersOf(one.parameters, 'path'), ...parametersOf(one.query, 'query')],
    ...(one.body
      ? {
          requestBody: {
            required: !one.body.safeParse(undefined).success,
            content: { 'application/json': { schema: jsonSchema(one.body, 'input') } },
          },
        }
      : {}),
    responses: {
      200: { description: 'Done.', content },
      ...Object.fromEntries(refused.map(([code, description]) => [code, { description, content: refusal }])),
    },
  };
}

function parametersOf(schema: z.ZodType | null, place: 'path' | 'query'): unknown[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

/** Numbers in an address are text that is read as a number: what the schema of a coerced number takes is that number. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
