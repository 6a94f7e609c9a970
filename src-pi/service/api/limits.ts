import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { isLoopback } from './gate.ts';

/** What fastify and Node's HTTP server are told. Milliseconds and bytes. */
export const serverLimits = {
  bodyLimit: 256 * 1024,
  /** A request must be whole by then, however slowly it drips. */
  requestTimeout: 30_000,
  /** A socket on which nothing happens; the event stream has its heartbeat. */
  connectionTimeout: 60_000,
  keepAliveTimeout: 20_000,
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 2000, maxHeaderSize: 16 * 1024 },
} as const;

const mostOfOneAddress = 20;
const mostFromOutside = 100;
const mostFromThisMachine = 400;

/**
 * Bounds the open connections. Those of other machines are counted apart, each address and all together, so that they can never
 * take the places of the panel and the guard.
 */
export function limitConnections(server: Server): void {
  const open = new Map<string, number>();
  let outside = 0;
  let inside = 0;
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const own = isLoopback(address);
    const ofAddress = open.get(address) ?? 0;
    const tooMany = own ? inside >= mostFromThisMachine : outside >= mostFromOutside || ofAddress >= mostOfOneAddress;
    if (tooMany) {
      socket.destroy();
      return;
    }
    open.set(address, ofAddress + 1);
    if (own) inside += 1;
    else outside += 1;
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
      if (own) inside -= 1;
      else outside -= 1;
    });
  });
}
