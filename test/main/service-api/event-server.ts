import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A service of which there is nothing but its stream of events, on this very machine. */
export async function serveEvents() {
  const listeners = new Set<ServerResponse>();
  let waiting = '';
  const heard: unknown[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      request.setEncoding('utf8').on('data', (text: string) => heard.push(JSON.parse(text)));
      request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`: hello\n\n${waiting}`);
    waiting = '';
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  /** What is said before anybody listens is said to the first who does. */
  const write = (text: string) => {
    if (listeners.size === 0) waiting += text;
    for (const listener of listeners) listener.write(text);
  };
  return {
    port: (server.address() as AddressInfo).port,
    host: {
      forward: async (port: number) => {
        const socket = connect(port, '127.0.0.1');
        await once(socket, 'connect');
        return socket;
      },
    },
    /** What the PC has said, each as it was sent. */
    heard,
    say: (release: string) => write(`id: 1\nevent: status\ndata: ${JSON.stringify(aStatus(release))}\n\n`),
    comment: () => write(': still here\n\n'),
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A state in which all is well. */
export function aStatus(release: string) {
  return {
    release,
    startedAt: 't',
    at: 't',
    printer: { name: 'Küche', state: 'ready', since: 't', acknowledgement: null },
    wix: { state: 'online', since: 't', detail: '' },
    queue: { waiting: 0, held: 0, unknown: 0, scheduled: 0, oldestAt: null },
    lastPrinted: null,
  };
}
