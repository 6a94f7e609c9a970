import type { Server } from 'node:http';
import type { Server as Listener } from 'node:net';

/** Who came in before the door was closed gets an answer within this time, in milliseconds. */
const graceMilliseconds = 200;
const lookMilliseconds = 10;

/**
 * Closes the door without turning away who is through it: a call that was taken but not yet read would otherwise be torn off, while the
 * next process is already waiting to answer it. Ends all connections after 200 ms at the latest. `more` are listeners that hand their
 * connections to this server; they are closed with it.
 */
export async function closeDoor(server: Server, ...more: readonly Listener[]): Promise<void> {
  const closed = Promise.all(
    [server, ...more].map((listener) => new Promise<void>((done) => listener.close(() => done()))),
  );
  const idle = setInterval(() => server.closeIdleConnections(), lookMilliseconds);
  const limit = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
  await closed;
  clearInterval(idle);
  clearTimeout(limit);
}
