import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createEventParser, type ServerSentEvent } from '../../../src-main/service-api/event-parser.ts';
import { askService } from '../../../src-main/service-api/request.ts';
import { type StatusEvent, watchStatus } from '../../../src-main/service-api/status-watch.ts';
import type { RemoteHost } from '../../../src-main/ssh/remote-host.ts';
import { aStatus } from './event-server.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A connection to a target that is this very machine. */
const here = {
  forward: async (port: number) => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  },
} as unknown as RemoteHost;

const json = (response: ServerResponse, status: number, value: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

test('an answer is parsed, a refusal is thrown as it is, and what does not fit is no answer', async () => {
  const port = await serve((request, response) => {
    if (request.url === '/good') return json(response, 200, { value: 1 });
    if (request.url === '/refused')
      return json(response, 404, { error: { code: 'job.unknown', data: { jobId: 7 }, retry: 'never' } });
    if (request.url === '/odd') return json(response, 200, { value: 'one' });
    if (request.url === '/new') return json(response, 404, { error: { code: 'not-found', message: 'no' } });
    response.writeHead(500).end('Internal Server Error');
  });
  const ask = (path: string) =>
    askService(here, port, { method: 'GET', path, answer: z.object({ value: z.number() }) });
  expect(await ask('/good')).toEqual({ value: 1 });
  await expect(ask('/refused')).rejects.toMatchObject({ error: { code: 'job.unknown', data: { jobId: 7 } } });
  await expect(ask('/odd')).rejects.toMatchObject({ error: { code: 'service.unhealthy' } });
  await expect(ask('/new')).rejects.toMatchObject({ error: { code: 'service.too-old' } });
  await expect(ask('/broken')).rejects.toMatchObject({ error: { code: 'service.unhealthy' } });
});

test('nothing there, or nothing in time, is an unreachable service', async () => {
  const port = await serve(() => {});
  const asked = { method: 'GET', path: '/', answer: z.unknown(), deadlineMs: 50 } as const;
  await expect(askService(here, port, asked)).rejects.toMatchObject({ error: { code: 'service.unreachable' } });
  const gone = { ...here, forward: () => Promise.reject(new Error('refused')) } as RemoteHost;
  await expect(askService(gone, port, asked)).rejects.toMatchObject({ error: { code: 'service.unreachable' } });
  const never = { ...here, forward: () => new Promise(() => {}) } as unknown as RemoteHost;
  await expect(askService(never, port, asked)).rejects.toMatchObject({ error: { code: 'service.unreachable' } });
});

test('server-sent events are the same in whatever pieces they come', () => {
  const stream =
    ': hello\n\nid: 1\nevent: status\ndata: {"a":\ndata: 1}\n\ndata:x\r\n\r\nid: 2\r\nevent: odd\r\ndata: ü\r\n\r\n';
  const parsed = (size: number) => {
    const events: (ServerSentEvent | string)[] = [];
    const parser = createEventParser(
      (event) => events.push(event),
      () => events.push('comment'),
    );
    for (let at = 0; at < stream.length; at += size) parser.push(stream.slice(at, at + size));
    return events;
  };
  const whole = parsed(stream.length);
  expect(whole).toEqual([
    'comment',
    { id: '1', type: 'status', data: '{"a":\n1}' },
    { id: '1', type: 'message', data: 'x' },
    { id: '2', type: 'odd', data: 'ü' },
  ]);
  for (let size = 1; size < stream.length; size += 1) expect(parsed(size)).toEqual(whole);
});

test('the status is told as it comes, resumed where it broke off, and silence is told once with its reason', async () => {
  const lastIds: unknown[] = [];
  const port = await serve((request, response) => {
    if (request.method === 'POST') return json(response, 200, {});
    lastIds.push(request.headers['last-event-id']);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(
      `id: ${lastIds.length}\nevent: status\ndata: ${JSON.stringify(aStatus(`1.0.${lastIds.length}`))}\n\n`,
    );
    // The first breaks off, as at a restart; the second falls silent; the third stays.
    if (lastIds.length === 1) response.end();
  });
  const events: StatusEvent[] = [];
  const controller = new AbortController();
  const source = {
    connect: async () => here,
    servicePort: async () => port,
    whySilent: async () => 'service-not-running' as const,
  };
  const watching = watchStatus(
    source,
    (event) => {
      events.push(event);
      if (lastIds.length === 3) controller.abort();
    },
    controller.signal,
    1000,
  );
  await watching;
  expect(lastIds).toEqual([undefined, '1', '2']);
  expect(
    events.map((event) =>
      event.kind === 'status' ? event.status.release : event.kind === 'silent' ? event.reason : 'heard',
    ),
  ).toEqual(['1.0.1', '1.0.2', 'service-not-running', '1.0.3']);
});

test('a target that cannot be reached is told once, however often it is tried', async () => {
  const events: StatusEvent[] = [];
  const controller = new AbortController();
  let attempts = 0;
  await watchStatus(
    {
      connect: async () => {
        attempts += 1;
        if (attempts === 3) controller.abort();
        throw new Error('no route');
      },
      servicePort: async () => 1,
      whySilent: async () => 'not-installed' as const,
    },
    (event) => events.push(event),
    controller.signal,
  );
  expect(events).toMatchObject([{ kind: 'silent', reason: 'pi-unreachable' }]);
});
