import '../../src-shared/contract/without-eval.ts';
import { create } from 'zustand';
import type { Bridge } from '../../src-shared/contract/bridge.ts';
import { socketPath } from '../../src-shared/contract/greeting.ts';
import { createPreloadTransport, type PreloadBridge } from '../../src-shared/contract/preload-transport.ts';
import {
  createSocketTransport,
  type SocketLike,
  type SocketState,
} from '../../src-shared/contract/socket-transport.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload script; a browser has none. */
    readonly bonwart?: PreloadBridge;
  }
}

/** Whether the window hears its own host, with the time since when it does not. */
export const useConnection = create<{ state: SocketState; since: number }>(() => ({
  state: 'connecting',
  since: Date.now(),
}));

/** The one way to the main process, whichever host runs. Nothing else in the window knows which it is. */
export const bridge: Bridge = window.bonwart ? overPreload(window.bonwart) : overSocket();

function after(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}

function overPreload(preload: PreloadBridge): Bridge {
  useConnection.setState({ state: 'connected' });
  return createPreloadTransport(preload, after);
}

function overSocket(): Bridge {
  const address = new URL(socketPath, location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.hash = '';
  return createSocketTransport({
    connect: () => new WebSocket(address) as unknown as SocketLike,
    after,
    token: takeToken(),
    session: {
      read: () => sessionStorage.getItem('bonwart-session'),
      write: (session) => sessionStorage.setItem('bonwart-session', session),
    },
    onState: (state) =>
      useConnection.setState((before) => ({
        state: state === 'connecting' && before.state === 'lost' ? 'lost' : state,
        since: before.state === state ? before.since : Date.now(),
      })),
  }).bridge;
}

/** The one-time token of the link, which then leaves the address bar. */
function takeToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token) history.replaceState(null, '', location.pathname);
  return token;
}
