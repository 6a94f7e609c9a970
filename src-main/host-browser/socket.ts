import type { RawData, WebSocket } from 'ws';
import { closeCodes, greetingSchema } from '../../src-shared/contract/greeting.ts';
import type { Dispatcher, WindowConnection } from '../contract/dispatcher.ts';
import type { Sessions } from './sessions.ts';

/** Milliseconds in which a window has to say who it is. */
const greetingDeadlineMs = 5_000;
/** A ping goes out this often; a window that has not answered the one before is gone. */
const pingEveryMs = 15_000;
/** Bytes that may wait for a slow window before it is cut off; it comes back and asks again. */
const largestBacklog = 16 * 1024 * 1024;

/** Speaks the contract over one WebSocket, after its first message has proven that it may. */
export function serveSocket(
  socket: WebSocket,
  sessions: Sessions,
  dispatcher: Dispatcher,
  onTokenUsed: () => void,
): void {
  let connection: WindowConnection | undefined;
  let alive = true;

  const deadline = setTimeout(() => socket.close(closeCodes.notGreeted, 'no greeting'), greetingDeadlineMs);
  const pings = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, pingEveryMs);
  pings.unref();

  const send = (text: string) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > largestBacklog) return socket.close(closeCodes.tooSlow, 'too slow');
    socket.send(text);
  };

  const greet = (text: string) => {
    const session = sessionFor(text, sessions, onTokenUsed);
    if (!session) return socket.close(closeCodes.notGreeted, 'not known here');
    clearTimeout(deadline);
    connection = dispatcher.connect(send, session);
    send(JSON.stringify({ kind: 'welcome', session }));
  };

  socket.on('pong', () => {
    alive = true;
  });
  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (isBinary) return socket.close(1003, 'text only');
    const text = data.toString();
    if (connection) connection.receive(text);
    else greet(text);
  });
  // An oversize or broken frame: ws has sent the close frame already, `close` follows.
  socket.on('error', () => {});
  socket.on('close', () => {
    clearTimeout(deadline);
    clearInterval(pings);
    connection?.close();
  });
}

function sessionFor(text: string, sessions: Sessions, onTokenUsed: () => void): string | null {
  let greeting: ReturnType<typeof greetingSchema.safeParse>;
  try {
    greeting = greetingSchema.safeParse(JSON.parse(text));
  } catch {
    return null;
  }
  if (!greeting.success) return null;
  if ('session' in greeting.data) return sessions.isKnown(greeting.data.session) ? greeting.data.session : null;
  const session = sessions.exchange(greeting.data.token);
  if (session) onTokenUsed();
  return session;
}
