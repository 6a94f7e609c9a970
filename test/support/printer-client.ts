import type { Socket } from 'node:net';
import { connect } from 'node:net';

/** Bytes to and from a printer, for tests: every wait has a deadline. */
export interface PrinterClient {
  readonly socket: Socket;
  send(...parts: (string | number[] | Uint8Array)[]): void;
  /** The next `count` bytes that come. */
  bytes(count: number): Promise<number[]>;
  /** All that has come and was not taken. */
  readonly received: number[];
  closed(): Promise<void>;
}

/** Milliseconds; long, because machines that run tests are busy. Only a failure takes so long. */
export const deadline = 20_000;

/** Waits until `happened` is true, looking again whenever the event loop turns; fails with `what` after the deadline. */
export async function until(what: string, happened: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + deadline;
  while (!(await happened())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((next) => setTimeout(next, 2));
  }
}

export async function connectTo(at: { host: string; port: number }): Promise<PrinterClient> {
  const socket = connect(at.port, at.host);
  const received: number[] = [];
  let gone = false;
  socket.on('data', (chunk: Buffer) => received.push(...chunk));
  socket.on('close', () => {
    gone = true;
  });
  await new Promise<void>((done, failed) => {
    socket.once('connect', () => done());
    socket.once('error', failed);
  });
  socket.on('error', () => undefined);
  return {
    socket,
    received,
    send(...parts) {
      socket.write(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
    },
    async bytes(count) {
      await until(`${count} bytes from the printer, ${received.length} came`, () => received.length >= count);
      return received.splice(0, count);
    },
    closed: () => until('the connection ends', () => gone),
  };
}
