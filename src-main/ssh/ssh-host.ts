import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Client, ClientChannel } from 'ssh2';
import { refuse } from '../../src-shared/contract/errors.ts';
import { commandLine } from './quote.ts';
import type { RemoteCommand, RemoteEnd, RemoteHost, RemoteProcess } from './remote-host.ts';

/** Bytes of output that `execute` keeps; a command that writes more is stopped. */
const largestOutput = 32 * 1024 * 1024;

/** A connection that is ready, behind the one interface that the rest of the panel knows. */
export function createSshHost(client: Client, address: string): RemoteHost {
  const lost = () => refuse('connection.lost', { address }, { retry: 'now' });
  let isClosed = false;
  const closed = new Promise<void>((resolve) => {
    client.once('close', () => {
      isClosed = true;
      resolve();
    });
  });
  client.removeAllListeners('error');
  // The close that follows is what everybody hears of.
  client.on('error', () => client.destroy());

  /** Called as soon as the channel is there: what a quick command says and how it ended may lie in the same packet. */
  const processOn = (channel: ClientChannel): RemoteProcess => {
    channel.on('error', () => {});
    channel.stderr.on('error', () => {});
    let giveUp = () => {};
    const end = new Promise<RemoteEnd>((resolve) => {
      let exit: RemoteEnd = { exitCode: null, signal: null };
      channel.on('exit', (code: number | null, signal?: string) => {
        exit = { exitCode: code, signal: signal ?? null };
      });
      channel.on('close', () => resolve(exit));
      closed.then(() => resolve(exit));
      giveUp = () => resolve(exit);
    });
    closed.then(() => channel.destroy());
    return {
      input: channel.stdin,
      output: channel.stdout,
      errors: channel.stderr,
      end,
      kill: () => {
        channel.signal('KILL');
        channel.destroy();
        // OpenSSH ends a channel only when its program has ended, and does not always let us kill it
        channel.stdout.push(null);
        channel.stderr.push(null);
        giveUp();
      },
    };
  };

  const open = (command: RemoteCommand) =>
    new Promise<RemoteProcess>((resolve, reject) => {
      if (isClosed) return reject(lost());
      closed.then(() => reject(lost()));
      client.exec(commandLine(command), (error, channel) => (error ? reject(lost()) : resolve(processOn(channel))));
    });

  return {
    address,
    closed,
    open,
    close: () => {
      client.end();
      setTimeout(() => client.destroy(), 1_000).unref();
    },
    forward: (port) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(lost());
        closed.then(() => reject(lost()));
        client.forwardOut('127.0.0.1', 0, '127.0.0.1', port, (error, stream) => {
          if (error) return reject(refuse('service.unreachable', {}, { cause: error.message, retry: 'now' }));
          closed.then(() => stream.destroy());
          resolve(stream);
        });
      }),
    execute: async (command, { input, deadlineMs, signal }) => {
      const process = await open(command);
      const stop = () => process.kill();
      let late = false;
      const deadline = setTimeout(() => {
        late = true;
        stop();
      }, deadlineMs);
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted) stop();
      process.input.on('error', () => {});
      if (input instanceof Readable) input.pipe(process.input);
      else process.input.end(input);
      try {
        const [output, errors] = await Promise.all([
          limited(process.output, stop),
          text(process.errors).catch(() => ''),
        ]);
        const end = await process.end;
        if (late) throw refuse('connection.timeout', { address, seconds: deadlineMs / 1000 }, { retry: 'now' });
        if (signal?.aborted) throw refuse('pairing.cancelled', {});
        if (end.exitCode === null && end.signal === null) throw lost();
        return { ...end, output, errors };
      } finally {
        clearTimeout(deadline);
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}

async function limited(output: Readable, stop: () => void): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of output as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > largestOutput) {
        stop();
        break;
      }
      parts.push(part);
    }
  } catch {
    // how it ended is told by the exit code
  }
  return Buffer.concat(parts);
}
