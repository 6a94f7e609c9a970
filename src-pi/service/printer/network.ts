import { connect, type Socket } from 'node:net';
import type { OpenPrinter, PrinterConnection } from './connection.ts';

/** A network printer that has not answered a call after this time is away. */
const callMilliseconds = 1500;
/** After so long without a byte the system asks whether the other end is still there. */
const keepAliveMilliseconds = 10_000;

/** Raw TCP, usually port 9100: what is written is what the printer reads. */
export function networkPrinter(
  address: { host: string; port: number },
  connectMilliseconds = callMilliseconds,
): OpenPrinter {
  return () =>
    new Promise((resolve, reject) => {
      const socket = connect({
        host: address.host,
        port: address.port,
        noDelay: true,
        keepAlive: true,
        keepAliveInitialDelay: keepAliveMilliseconds,
      });
      const timer = setTimeout(() => socket.destroy(new Error('does not answer')), connectMilliseconds);
      socket.once('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      socket.once('connect', () => {
        clearTimeout(timer);
        resolve(overSocket(socket));
      });
    });
}

function overSocket(socket: Socket): PrinterConnection {
  const listeners = new Set<(bytes: Uint8Array) => void>();
  let gone = false;
  const closed = new Promise<string>((resolve) => {
    let reason = 'closed by the printer';
    socket.on('error', (error) => {
      reason = error.message;
    });
    socket.on('close', () => {
      gone = true;
      resolve(reason);
    });
  });
  // A printer that closes its half is done with us; keeping ours open would only hold its single line.
  socket.on('end', () => socket.end());
  socket.on('data', (bytes) => {
    for (const listener of listeners) listener(bytes);
  });
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (gone || socket.writableEnded) {
          reject(new Error('the line to the printer is closed'));
          return;
        }
        const fail = () => reject(new Error('the line to the printer closed while writing'));
        socket.once('close', fail);
        socket.write(bytes, (error) => {
          socket.off('close', fail);
          if (error) reject(error);
          else resolve();
        });
      }),
    onBytes(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    closed,
    isClosed: () => gone,
    async end() {
      if (gone) return;
      socket.end();
      const timer = setTimeout(() => socket.destroy(), 1000);
      await closed;
      clearTimeout(timer);
    },
  };
}
