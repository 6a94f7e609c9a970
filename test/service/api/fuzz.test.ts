import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRestaurant, type Restaurant } from '../support/restaurant.ts';
import { eventually, type RunningService } from '../support/service.ts';
import { order, startShop, type TestShop } from '../support/shop.ts';

const runs = process.env.BONWART_FAULTS === 'all' ? 5000 : 250;
const seed = Number(process.env.BONWART_SEED ?? Date.now() % 1_000_000);

let shop: TestShop;
let restaurant: Restaurant;
let service: RunningService;
let calls: { method: string; template: string; query: string[] }[];
beforeAll(async () => {
  console.log(`seed of the calls: ${seed}`);
  shop = await startShop();
  restaurant = await openRestaurant(shop.url);
  service = await restaurant.start();
  shop.orders.push(order());
  await eventually('printed', () => restaurant.paper().length === 1);
  const document = await service.get<{
    paths: Record<string, Record<string, { parameters: { name: string; in: string }[] }>>;
  }>('/openapi.json');
  calls = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, { parameters }]) => ({
      method: method.toUpperCase(),
      template,
      query: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
    })),
  );
});
afterAll(async () => {
  await restaurant.stop();
  await shop.stop();
});

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '0',
    '-1',
    '1e99',
    '9007199254740993',
    'NaN',
    '%00',
    '../../etc/passwd',
    "' OR 1=1 --",
    '__proto__',
    '1;DROP TABLE jobs',
    '',
  ),
  fc.integer().map(String),
);
const body = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '{"__proto__":{"a":1}}',
    '{"answer":',
    '[]',
    'null',
    '{"answer":"print-again","answer":1}',
    '"\\ud800"',
  ),
  fc.integer({ min: 1, max: 2000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
);
const types = fc.constantFrom(
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'x',
);

test('no call with whatever in it ends in 500, and each refusal says why', async () => {
  const call = fc.record({
    which: fc.nat(),
    values: fc.array(nasty, { minLength: 3, maxLength: 3 }),
    body: fc.option(body),
    type: types,
    own: fc.option(nasty),
  });
  await fc.assert(
    fc.asyncProperty(call, async ({ which, values, body: sent, type, own }) => {
      const { method, template, query } = calls[which % calls.length] ??
        calls[0] ?? { method: '', template: '', query: [] };
      if (template === '/events') return;
      const path = template.replace(/\{\w+\}/g, () => encodeURIComponent(wellFormed(values[0] ?? '')));
      const asked = new URLSearchParams(query.map((name, index) => [name, wellFormed(values[index % 3] ?? '')]));
      if (own !== null) asked.append(wellFormed(own), wellFormed(values[2] ?? ''));
      const answer = await fetch(`${service.url}${path}?${asked}`, {
        method,
        ...(method === 'GET' || sent === null ? {} : { body: sent, headers: { 'content-type': type } }),
      });
      const text = await answer.text();
      const what = `${method} ${path}?${asked} ${sent} → ${answer.status} ${text}`;
      // A webhook without a key says so with 501.
      expect(answer.status === 501 || answer.status < 500, what).toBe(true);
      if (answer.status >= 400) expect(JSON.parse(text), what).toMatchObject({ error: { code: expect.any(String) } });
      if (answer.status === 400) expect(text, what).toContain('"problem"');
    }),
    { seed, numRuns: runs },
  );
  expect(await service.get('/health')).toMatchObject({ status: 'ok' });
});

test('bytes that are no HTTP end the connection and nothing else', async () => {
  const port = Number(new URL(service.url).port);
  const lines = fc.constantFrom(
    'GET / HTTP/1.1\r\n',
    'POST /events HTTP/1.1\r\nContent-Length: -1\r\n\r\n',
    'GET  HTTP/9\r\n\r\n',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(lines, fc.string({ unit: 'binary' })), { maxLength: 5 }), async (parts) => {
      const socket = connect(port, '127.0.0.1');
      await new Promise<void>((done) => {
        socket.once('close', () => done());
        socket.on('error', () => {});
        socket.resume();
        socket.end(parts.join(''));
      });
    }),
    { seed, numRuns: runs / 5 },
  );
  expect(await service.get('/health')).toMatchObject({ status: 'ok' });
  expect(service.child.exitCode).toBeNull();
});

/** URLs can hold no half of a surrogate pair. */
function wellFormed(text: string): string {
  return text.toWellFormed();
}
