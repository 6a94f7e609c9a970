import type { Bridge } from './bridge.ts';
import { createContractClient } from './client.ts';
import { closeCodes, type Greeting, welcomeSchema } from './greeting.ts';

/** The part of a WebSocket that is needed; the browser's has it, and so has the package `ws`. */
export interface SocketLike {
  send(text: string): void;
  close(): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: ((event: never) => void) | null;
}

/** `refused`: neither the token nor the session is known there; only a new link helps. */
export type SocketState = 'connecting' | 'connected' | 'lost' | 'refused';

export interface SocketSurroundings {
  /** Opens a WebSocket to the host that served the page, at `socketPath`. */
  connect(): SocketLike;
  after(milliseconds: number, run: () => void): () => void;
  /** The one-time token of the URL's fragment, if there is one. */
  readonly token: string | null;
  /** Where the session outlives a reload: the tab's sessionStorage. */
  readonly session: { read(): string | null; write(session: string): void };
  onState(state: SocketState): void;
}

const firstPauseMs = 250;
const longestPauseMs = 5_000;

/** Speaks the contract over WebSockets: greets, comes back by itself with growing pauses, and ends only when it is refused. */
export function createSocketTransport(surroundings: SocketSurroundings): { bridge: Bridge; close(): void } {
  let socket: SocketLike | undefined;
  let token = surroundings.token;
  let pauseMs = firstPauseMs;
  let closed = false;
  let cancelPause = () => {};

  const client = createContractClient({
    send: (message) => socket?.send(JSON.stringify(message)),
    after: surroundings.after,
  });

  const greeting = (): Greeting | null => {
    if (token) return { kind: 'greeting', token };
    const session = surroundings.session.read();
    return session ? { kind: 'greeting', session } : null;
  };

  const connect = () => {
    const words = greeting();
    if (!words) return surroundings.onState('refused');
    surroundings.onState('connecting');
    const opened = surroundings.connect();
    socket = opened;
    let welcomed = false;
    opened.onopen = () => opened.send(JSON.stringify(words));
    // A close event follows; there is nothing else to know of an error.
    opened.onerror = () => {};
    opened.onmessage = ({ data }) => {
      const message = parse(data);
      if (welcomed) return client.receive(message);
      const welcome = welcomeSchema.safeParse(message);
      if (!welcome.success) return opened.close();
      welcomed = true;
      token = null;
      pauseMs = firstPauseMs;
      surroundings.session.write(welcome.data.session);
      surroundings.onState('connected');
      client.connected();
    };
    opened.onclose = ({ code }) => {
      if (closed) return;
      client.disconnected();
      if (code === closeCodes.notGreeted) return refused();
      surroundings.onState('lost');
      cancelPause = surroundings.after(pauseMs, connect);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
  };

  /** A used token may stand in the address of a tab that has its session already. */
  const refused = () => {
    if (token && surroundings.session.read()) {
      token = null;
      return connect();
    }
    surroundings.onState('refused');
  };

  connect();
  return {
    bridge: client.bridge,
    close: () => {
      closed = true;
      cancelPause();
      socket?.close();
    },
  };
}

function parse(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}
