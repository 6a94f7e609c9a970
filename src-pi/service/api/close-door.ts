import type { Server } from 'node:http';

/** Who came in before the door was closed gets an answer within this time, in milliseconds. */
const graceMilliseconds = 200;
const lookMilliseconds = 10;

/**
 * Closes the door without turning away who is through it: a call that was taken but not yet read would otherwise be torn off, while the
 * next process is already waiting to answer it. Ends all connections after 200 ms at the latest.
 */
export async function closeDoor(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  const idle = setInterval(() => server.closeIdleConnections(), lookMilliseconds);
  const limit = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
  await closed;
  clearInterval(idle);
  clearTimeout(limit);
}
