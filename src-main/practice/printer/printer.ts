import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { makeMechanism } from './mechanism.ts';
import { makeRealTimeEar } from './receive-buffer.ts';
import { automaticStatus, realTimeStatus } from './status.ts';
import type { PrinterSwitches } from './switches.ts';
import { goodPrinter } from './switches.ts';
import type { TapeEvent, TapeTicket } from './tape.ts';
import { makeTape } from './tape.ts';

export type PrinterEvent =
  | TapeEvent
  | { readonly kind: 'switches' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'disconnected' };

/** A virtual Epson TM printer on a TCP port, as good or as bad as its switches say. */
export interface VirtualPrinter {
  readonly host: string;
  readonly port: number;
  switches(): PrinterSwitches;
  /** Moves switches. Done when the port is open or closed as `power` asks. */
  set(change: Partial<PrinterSwitches>): Promise<void>;
  tickets(): TapeTicket[];
  ticket(index: number): TapeTicket | undefined;
  /** Bytes that came over the network since the start, also those that a half-open or vanished printer drops. */
  receivedBytes(): number;
  /** Bytes that wait in its receive buffer. */
  waitingBytes(): number;
  /** Connections that it serves or lets wait. */
  connections(): number;
  watch(listener: (event: PrinterEvent) => void): () => void;
  /** Closes everything. Running timers end. */
  stop(): Promise<void>;
}

interface Connection {
  readonly socket: Socket;
  readonly hear: ReturnType<typeof makeRealTimeEar>;
  /** Bytes off the wire that the receive buffer had no room for. */
  overflow: Uint8Array | undefined;
  /** Mask of `GS a`; 0 sends nothing by itself. */
  subscribed: number;
  /** The status that it was told last; only another one is worth a message. */
  lastStatus: string;
  served: boolean;
}

/** So much of a command that is longer than the memory is taken at a time. */
const pieceBytes = 256;

/** Connections that wait for the one that is served; a further one is reset. */
const maximumConnections = 16;

/** Starts the printer. `port` 0 takes a free one, which stays the same when it is switched off and on. */
export async function startPrinter(
  options: { host?: string; port?: number; switches?: Partial<PrinterSwitches> } = {},
): Promise<VirtualPrinter> {
  const host = options.host ?? '127.0.0.1';
  const switches: PrinterSwitches = { ...goodPrinter, ...options.switches };
  const listeners = new Set<(event: PrinterEvent) => void>();
  const tell = (event: PrinterEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const tape = makeTape(tell);
  const connections: Connection[] = [];
  let receivedBytes = 0;
  const served = (): Connection | undefined => connections.find((connection) => connection.served);
  const silent = (): boolean => !switches.power || switches.halfOpen;

  const send = (bytes: Uint8Array): void => {
    const socket = served()?.socket;
    if (bytes.length > 0 && socket?.writable && !silent() && switches.answers === 'all') socket.write(bytes);
  };
  const sendStatus = (): void => {
    const connection = served();
    if (!connection?.subscribed || !switches.automaticStatus) return;
    const status = automaticStatus(mechanism.condition());
    if (connection.lastStatus === status.join()) return;
    connection.lastStatus = status.join();
    send(status);
  };
  const mechanism = makeMechanism({
    switches,
    tape,
    answer: send,
    subscribe(mask) {
      const connection = served();
      if (!connection) return;
      connection.subscribed = mask;
      connection.lastStatus = '';
      sendStatus();
    },
    changed(what) {
      if (what === 'room') return refill();
      sendStatus();
      tell({ kind: 'switches' });
    },
    moreBytes() {
      const connection = served();
      const waiting = connection?.overflow;
      if (!connection || !waiting) return false;
      const piece = waiting.subarray(0, pieceBytes);
      connection.overflow = waiting.length > piece.length ? waiting.subarray(piece.length) : undefined;
      takeIn(connection, piece);
      if (!connection.overflow) connection.socket.resume();
      return true;
    },
  });

  /** Lets bytes that waited on the wire into the buffer, as far as there is room. */
  function refill(): void {
    const connection = served();
    const waiting = connection?.overflow;
    if (!connection || !waiting) return;
    connection.overflow = undefined;
    accept(connection, waiting);
    if (!connection.overflow) connection.socket.resume();
  }

  function accept(connection: Connection, bytes: Uint8Array): void {
    const room = Math.max(0, switches.bufferBytes - mechanism.buffer.size());
    const now = bytes.subarray(0, room);
    takeIn(connection, now);
    for (let count = 0; count < switches.statusFlood; count++) send(automaticStatus(mechanism.condition()));
    if (now.length < bytes.length) {
      connection.overflow = bytes.subarray(room);
      connection.socket.pause();
    }
  }

  /** Into the buffer, and what is asked in real time is done at its place in the stream. */
  function takeIn(connection: Connection, bytes: Uint8Array): void {
    let taken = 0;
    for (const request of connection.hear(bytes)) {
      mechanism.buffer.add(bytes.subarray(taken, request.end));
      taken = request.end;
      if (request.kind === 'recover') mechanism.recover(request.n);
      else {
        const status = realTimeStatus(request.n, mechanism.condition());
        if (status !== undefined) send(Uint8Array.of(status));
      }
    }
    mechanism.buffer.add(bytes.subarray(taken));
  }

  function receive(connection: Connection, chunk: Uint8Array): void {
    receivedBytes += chunk.length;
    if (silent()) return;
    let bytes = chunk;
    const limit = switches.resetAtByte;
    if (limit !== null) {
      bytes = chunk.subarray(0, limit);
      switches.resetAtByte = limit - bytes.length;
    }
    accept(connection, bytes);
    mechanism.run();
    if (limit !== null && switches.resetAtByte === 0) {
      switches.resetAtByte = null;
      connection.socket.resetAndDestroy();
      tell({ kind: 'switches' });
    }
  }

  function leave(connection: Connection): void {
    const index = connections.indexOf(connection);
    if (index < 0) return;
    connections.splice(index, 1);
    if (connection.served) tell({ kind: 'disconnected' });
  }

  function serveNext(): void {
    // A caller that was killed may be gone without a farewell; it must not keep the line from the next.
    const gone = connections.filter(({ socket }) => socket.destroyed || (socket.readableEnded && socket.writableEnded));
    for (const connection of gone) leave(connection);
    const next = connections[0];
    if (!next || next.served || served()) return;
    next.served = true;
    next.socket.on('data', (chunk: Buffer) => receive(next, Uint8Array.from(chunk)));
    next.socket.resume();
    tell({ kind: 'connected' });
  }

  function welcome(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    const refused =
      switches.asleep ||
      switches.resetAtByte === 0 ||
      (switches.secondConnection === 'refuse' && connections.length > 0) ||
      connections.length >= maximumConnections;
    if (switches.resetAtByte === 0) switches.resetAtByte = null;
    if (switches.asleep) {
      switches.asleep = false;
      tell({ kind: 'switches' });
    }
    if (refused) {
      socket.resetAndDestroy();
      return;
    }
    socket.pause();
    const connection: Connection = {
      socket,
      hear: makeRealTimeEar(),
      overflow: undefined,
      subscribed: 0,
      lastStatus: '',
      served: false,
    };
    connections.push(connection);
    socket.on('end', () => socket.end());
    socket.on('close', () => {
      // what the network delivered before the close is in the printer: a real one prints it too
      if (connection.overflow && !silent()) mechanism.buffer.add(connection.overflow);
      leave(connection);
      mechanism.run();
      serveNext();
    });
    serveNext();
  }

  const server = createServer({ allowHalfOpen: true }, welcome);
  const listen = (port: number): Promise<void> =>
    new Promise((done, failed) => {
      server.once('error', failed);
      server.listen(port, host, () => {
        server.off('error', failed);
        done();
      });
    });
  const dropAll = (): void => {
    for (const connection of [...connections]) connection.socket.resetAndDestroy();
  };
  const close = (): Promise<void> =>
    new Promise((done) => {
      if (server.listening) server.close(() => done());
      else done();
      dropAll();
    });

  await listen(options.port ?? 0);
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  if (!switches.power && switches.powerOff === 'refuse') await close();

  return {
    host,
    port,
    switches: () => ({ ...switches }),
    async set(change) {
      const before = { ...switches };
      const wasReady = !causes(before);
      Object.assign(switches, change);
      if (before.power && !switches.power) {
        mechanism.losePower();
        if (switches.powerOff === 'refuse') await close();
      }
      if (!before.power && switches.power) {
        dropAll();
        if (!server.listening) await listen(port);
      }
      if (switches.asleep && !before.asleep) dropAll();
      if (!wasReady && !causes(switches)) mechanism.causeRemoved();
      sendStatus();
      mechanism.run();
      tell({ kind: 'switches' });
    },
    tickets: tape.tickets,
    ticket: tape.ticket,
    receivedBytes: () => receivedBytes,
    waitingBytes: () => mechanism.buffer.size(),
    connections: () => connections.length,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      mechanism.stop();
      listeners.clear();
      await close();
    },
  };
}

/** Paper, cover and cutter: what a person puts right and recovery may want a command for. */
function causes(switches: PrinterSwitches): boolean {
  return switches.paper === 'end' || switches.cover === 'open' || switches.cutter === 'jammed';
}
