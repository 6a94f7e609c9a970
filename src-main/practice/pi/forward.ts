import { connect } from 'node:net';
import type { Connection } from 'ssh2';

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);
const connectMilliseconds = 10_000;

/** Serves `direct-tcpip` to loopback, where the practice Pi's service listens; other places are refused. */
export function serveForwarding(client: Connection): void {
  client.on('tcpip', (accept, reject, info) => {
    if (!loopback.has(info.destIP)) {
      reject();
      return;
    }
    const socket = connect({ host: info.destIP, port: info.destPort, allowHalfOpen: true, noDelay: true });
    const timer = setTimeout(() => socket.destroy(new Error('no connection in time')), connectMilliseconds);
    let open = false;
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      if (!open) reject();
    });
    socket.on('connect', () => {
      clearTimeout(timer);
      open = true;
      const channel = accept();
      channel.on('error', () => socket.destroy());
      channel.on('close', () => socket.destroy());
      socket.on('close', () => channel.close());
      channel.pipe(socket);
      socket.pipe(channel);
    });
  });
}
