import type { Server as HttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type LanDoorState, readLanPort } from '../../../src-shared/service/lan-access.ts';
import type { Log } from '../life/log.ts';

/** Milliseconds until a port is tried again; each time twice as long, up to the last. */
const retries = { first: 500, last: 30_000 } as const;

export interface LanDoor {
  /** To be closed together with the server whose calls come through it; null where none was wanted. */
  readonly listener: Server | null;
  /** Tries no more. Those who are inside are let out by `closeDoor`. */
  stop(): void;
}

/**
 * A second door, on all addresses of this machine, beside the one that systemd holds on loopback. It only takes connections: all of them are
 * handed to `server`, so that routes, gate, limits and deadlines are the very same. Without a token it stays closed. Whatever goes
 * wrong is told to `onState` and to the log, and never keeps the service from printing.
 */
export function startLanDoor(given: {
  readonly server: HttpServer;
  /** As `.env` has it. */
  readonly port: string;
  readonly token: string;
  readonly log: Log;
  onState(state: LanDoorState['state'], port: number | null): void;
}): LanDoor {
  const { server, token, log, onState } = given;
  const port = readLanPort(given.port);
  if (port === null || port === 'bad' || token === '') {
    const state = port === null ? 'closed' : port === 'bad' ? 'bad-port' : 'no-token';
    if (state !== 'closed') log.warn({ state }, 'not open to the network');
    onState(state, port === 'bad' ? null : port);
    return { listener: null, stop() {} };
  }

  // What node:http asks of its own listening sockets.
  const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket));
  let stopped = false;
  let wait: number = retries.first;
  let timer: NodeJS.Timeout | null = null;
  const open = () => {
    // Without an address: IPv6 and IPv4, or IPv4 alone where there is nothing else.
    if (!stopped) door.listen({ port });
  };
  door.on('listening', () => {
    wait = retries.first;
    log.info({ port }, 'open to the network');
    onState('open', port);
  });
  door.on('error', (error: NodeJS.ErrnoException) => {
    // A single caller could not be taken.
    if (door.listening) return log.warn({ port, code: error.code }, 'a connection from the network failed');
    if (stopped) return;
    const state = error.code === 'EADDRINUSE' ? 'port-taken' : 'failed';
    log.warn({ port, state, code: error.code, againInMilliseconds: wait }, 'not open to the network');
    onState(state, port);
    timer = setTimeout(open, wait);
    timer.unref();
    wait = Math.min(wait * 2, retries.last);
  });
  onState('opening', port);
  // The server counts its connections, and looks after their deadlines, from when it listens itself.
  if (server.listening) open();
  else server.once('listening', open);
  return {
    listener: door,
    stop() {
      stopped = true;
      server.off('listening', open);
      if (timer) clearTimeout(timer);
    },
  };
}

/** Networks that containers and virtual machines have among themselves: nobody else reaches an address there. */
const withinTheMachine = /^(docker|br-|veth|virbr|cni|podman|lxc|lxd)/;

/**
 * The addresses under which other machines reach this one, as they stand in a URL: by cable first, then by radio. IPv6 only where there is
 * nothing else, because people type it wrong.
 */
export function ownAddresses(interfaces: () => ReturnType<typeof networkInterfaces> = networkInterfaces): string[] {
  const rank = (name: string) => (/^e(th|n)/.test(name) ? 0 : /^wl/.test(name) ? 1 : 2);
  const all = allInterfaces(interfaces)
    .filter(([name]) => !withinTheMachine.test(name))
    .sort(([one], [other]) => rank(one) - rank(other))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^(169\.254\.|fe80:)/i.test(address));
  const plain = all.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
  return plain.length > 0 ? plain : all.map(({ address }) => `[${address}]`);
}

/** A machine that does not tell its interfaces has none that we know. */
function allInterfaces(interfaces: () => ReturnType<typeof networkInterfaces>) {
  try {
    return Object.entries(interfaces());
  } catch {
    return [];
  }
}
