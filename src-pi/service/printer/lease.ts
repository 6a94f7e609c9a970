import { createHash } from 'node:crypto';
import { createServer } from 'node:net';

/** The right to talk to one printer, among all processes of this machine. */
export interface Lease {
  release(): Promise<void>;
}

/**
 * Takes the lease of a printer, or answers null if another process, or another entry of the same restaurant, has it. It is a
 * socket with an abstract name: nothing is left in a folder, and the system frees it when the process ends, however it ends.
 * Only Linux has such names; elsewhere the lease is always given. `address` is what the printer is reached by.
 */
export function takeLease(address: string): Promise<Lease | null> {
  if (process.platform !== 'linux') return Promise.resolve({ release: () => Promise.resolve() });
  const name = `\0bonwart-printer-${createHash('sha256').update(address).digest('hex').slice(0, 32)}`;
  const server = createServer((socket) => socket.destroy());
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(name, () => resolve({ release: () => new Promise((released) => server.close(() => released())) }));
  });
}

/** Wraps a way to a printer so that it is only gone while holding the lease. */
export function underLease<Given extends unknown[], Line extends { end(): Promise<void> }>(
  address: string,
  open: (...given: Given) => Promise<Line>,
): (...given: Given) => Promise<Line | 'busy-elsewhere'> {
  return async (...given) => {
    const lease = await takeLease(address);
    if (!lease) return 'busy-elsewhere';
    try {
      const line = await open(...given);
      return {
        ...line,
        async end() {
          await line.end();
          await lease.release();
        },
      };
    } catch (error) {
      await lease.release();
      throw error;
    }
  };
}
