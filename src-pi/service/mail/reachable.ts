import { connect } from 'node:net';
import type { MailCause } from '../../../src-shared/mail/causes.ts';
import { causeOf } from '../../../src-shared/mail/classify.ts';

const connectMilliseconds = 5000;

/** Can this port be reached? Null: yes; otherwise why not. Known after five seconds at the latest. */
export function unreachableBecause(server: string, port: number, signal: AbortSignal): Promise<MailCause | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: server, port });
    const end = (cause: MailCause | null) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      socket.destroy();
      resolve(cause);
    };
    const aborted = () => end('no-answer-in-time');
    const timer = setTimeout(() => end('port-blocked'), connectMilliseconds);
    signal.addEventListener('abort', aborted, { once: true });
    socket.once('connect', () => end(null));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      end(causeOf({ message: error.message, ...(error.code ? { originalCode: error.code } : {}) }));
    });
  });
}
