import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { ServiceParts } from '../../../src-pi/service/api/parts.ts';
import { allCalls } from '../../../src-pi/service/api/server.ts';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { order, startShop, type TestShop } from '../support/shop.ts';

/** As much of the document as the test follows. */
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, z.core.JSONSchema.JSONSchema> };
}
interface Operation {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { required: boolean };
  responses: Record<string, { description: string; content: Record<string, { schema?: { $ref?: string } & object }> }>;
}

let shop: TestShop;
let restaurant: Restaurant;
let service: RunningService;
let document: Document;
beforeAll(async () => {
  shop = await startShop();
  restaurant = await openRestaurant(shop.url);
  service = await restaurant.start();
  document = await service.get('/openapi.json');
});
afterAll(async () => {
  await restaurant.stop();
  await shop.stop();
});

/** The calls as the server has them, without asking the document. */
function registered() {
  const board = { status: () => ({ release: '' }) };
  const parts = { board, postOffice: {} } as unknown as ServiceParts;
  return allCalls(parts).map(({ method, path }) => ({ method, path, template: path.replace(/:(\w+)/g, '{$1}') }));
}

function schemaOf(operation: Operation, status: number, type: string): z.ZodType | null {
  const content = operation.responses[status]?.content[type];
  expect(content, `${operation.operationId}: ${status} ${type} is not in the document`).toBeDefined();
  if (!content?.schema) return null;
  const name = content.schema.$ref?.split('/').at(-1);
  return z.fromJSONSchema((name ? document.components.schemas[name] : content.schema) as never);
}

test('every call of the server is in the document, with what it takes and all that it answers', () => {
  const calls = registered();
  expect(calls.length).toBeGreaterThan(30);
  const inDocument = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(inDocument.sort()).toEqual(calls.map(({ method, template }) => `${method} ${template}`).sort());
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(calls.length);
  for (const { path, template, method } of calls) {
    const operation = document.paths[template]?.[method.toLowerCase()] as Operation;
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    const told = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
    expect(told, path).toEqual(inPath);
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', '400', '401', '429', '500']));
  }
});

/** Calls everything that is registered once, and holds each answer against the document. */
async function callAll(fill: Record<string, string>, bodies: Record<string, unknown>): Promise<number[]> {
  const statuses: number[] = [];
  for (const { method, template } of registered()) {
    const operation = document.paths[template]?.[method.toLowerCase()] as Operation;
    const path = template.replace(/\{\w+\}/g, (name) => fill[`${template} ${name}`] ?? fill[name] ?? '1');
    const body = bodies[template];
    const end = new AbortController();
    const answer = await fetch(`${service.url}${path}`, {
      method,
      signal: end.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const schema = schemaOf(operation, answer.status, type);
    if (type === 'text/event-stream') end.abort();
    else {
      const text = await answer.text();
      const parsed = schema?.safeParse(JSON.parse(text));
      if (parsed) expect(parsed.success, `${method} ${path} answered ${text}\n${parsed.error?.message}`).toBe(true);
    }
    expect(answer.status, `${method} ${path}`).not.toBe(500);
    statuses.push(answer.status);
  }
  return statuses;
}

test('on an empty database every answer is as the document says', async () => {
  const statuses = await callAll({}, {});
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(15);
});

test('with orders, jobs and outages every answer is as the document says', async () => {
  shop.orders.push(order(), order(), order({ status: 'SOMETHING NEW' }));
  await eventually('two printed, one held', async () => {
    const jobs = (await service.orders()).flatMap((one) => one.jobs);
    return jobs.filter(({ state }) => state === 'printed').length === 2 && jobs.some(({ state }) => state === 'held');
  });
  const jobs = (await service.orders()).flatMap((one) => one.jobs);
  const printed = jobs.find(({ state }) => state === 'printed');
  const held = jobs.find(({ state }) => state === 'held');
  const statuses = await callAll(
    {
      '/orders/{id} {id}': printed?.orderId ?? '',
      '{id}': String(printed?.id),
      '/bonwart/jobs/{id}/resolve {id}': String(held?.id),
    },
    { '/bonwart/jobs/{id}/resolve': { answer: 'printed' }, '/bonwart/jobs/{id}/reprint': { reason: 'Suppe' } },
  );
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(20);
});
