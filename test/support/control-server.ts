import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ControlRequest {
  readonly path: string;
  readonly body: unknown;
}

/** What a control call does, by `METHOD /path`. Its answer is sent as JSON; what it throws is a 400 with the sentence. */
export type ControlCalls = Readonly<Record<string, (request: ControlRequest) => unknown>>;

const maximumBody = 1_000_000;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumBody) throw new RangeError('the body is too long');
    chunks.push(chunk);
  }
  return size === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** A small HTTP/JSON control for a fault bench that runs alone in a network namespace. Never part of the product. */
export async function startControl(
  calls: ControlCalls,
  at: { host: string; port: number },
): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const call = calls[`${request.method} ${path}`];
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify(body)}\n`);
    };
    if (!call) {
      answer(404, { error: `no such call; there are ${Object.keys(calls).join(', ')}` });
      return;
    }
    bodyOf(request)
      .then((body) => call({ path, body }))
      .then((result) => answer(200, result ?? {}))
      .catch((error: unknown) => answer(400, { error: String(error) }));
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(at.port, at.host, done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Runs until SIGTERM or SIGINT, then ends what was started. */
export function untilTold(stop: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      void stop().then(() => process.exit(0));
    });
}
