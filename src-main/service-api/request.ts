import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { z } from 'zod';
import { Refusal, refuse } from '../../src-shared/contract/errors.ts';
import { serviceRefusalSchema } from '../../src-shared/service/api.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';

/** Bytes of an answer at most: the largest is a list of 200 orders. */
const largestAnswer = 8 * 1024 * 1024;

export interface ServiceRequest<Schema extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly answer: Schema;
  /** Milliseconds until it is given up. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Asks the print service through the SSH connection, on the target's own loopback. Throws the service's own refusal,
 * `service.unreachable` if nothing answers there in time, `service.too-old` for a call that its release does not have, and
 * `service.unhealthy` for an answer that does not fit.
 */
export async function askService<Schema extends z.ZodType>(
  host: RemoteHost,
  port: number,
  asked: ServiceRequest<Schema>,
): Promise<z.output<Schema>> {
  const signal = AbortSignal.any([
    AbortSignal.timeout(asked.deadlineMs ?? 10_000),
    ...(asked.signal ? [asked.signal] : []),
  ]);
  try {
    const response = await openServiceResponse(host, port, asked, signal);
    const value = parseJson(await readBody(response));
    if (response.statusCode && response.statusCode < 300) {
      const answer = asked.answer.safeParse(value);
      if (answer.success) return answer.data;
      throw refuse('service.unhealthy', { problem: `${asked.path}: ${answer.error.message.slice(0, 500)}` });
    }
    const refusal = serviceRefusalSchema.safeParse(value);
    if (refusal.success) throw new Refusal(refusal.data.error);
    // Without a refusal of the contract: there is no such call, because that release did not have it.
    if (response.statusCode === 404) throw refuse('service.too-old', {}, { cause: asked.path });
    throw refuse('service.unhealthy', { problem: `${asked.path} answers ${response.statusCode}` });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw refuse('service.unreachable', {}, { cause: messageOf(error), retry: 'now' });
  }
}

/** Sends a request and gives the response as soon as its head is there. Ends, with its tunnel, when the signal is aborted. */
export async function openServiceResponse(
  host: RemoteHost,
  port: number,
  asked: { method: string; path: string; body?: unknown; headers?: Record<string, string> },
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const tunnel = await abortable(host.forward(port), signal);
  const body = asked.body === undefined ? undefined : JSON.stringify(asked.body);
  return new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest(
      {
        method: asked.method,
        path: asked.path,
        host: '127.0.0.1',
        port,
        headers: {
          connection: 'close',
          ...asked.headers,
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
        createConnection: () => tunnel as never,
      },
      resolve,
    );
    const abort = () => {
      tunnel.destroy();
      reject(new Error('given up'));
    };
    tunnel.on('error', reject);
    tunnel.on('close', () => {
      signal.removeEventListener('abort', abort);
      reject(new Error('the connection was closed'));
    });
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    request.on('error', reject);
    request.end(body);
  });
}

/** Waits for the tunnel, but not beyond the signal; a tunnel that comes too late is closed. */
function abortable(tunnel: Promise<Duplex>, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(new Error('given up'));
      tunnel.then(
        (late) => late.destroy(),
        () => {},
      );
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    tunnel.then(
      (opened) => {
        signal.removeEventListener('abort', abort);
        resolve(opened);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', abort);
        reject(error);
      },
    );
  });
}

async function readBody(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestAnswer) throw new Error('the answer is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
