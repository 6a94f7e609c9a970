import type { ClientChannel, ConnectConfig } from 'ssh2';
import ssh2 from 'ssh2';
import { deadline } from './printer-client.ts';

export interface Output {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Signs in; rejects with ssh2's error. */
export function signIn(config: ConnectConfig): Promise<ssh2.Client> {
  const client = new ssh2.Client();
  return new Promise((done, failed) => {
    client.on('error', failed);
    client.on('ready', () => done(client));
    client.connect({ host: '127.0.0.1', readyTimeout: deadline, ...config });
  });
}

export function execute(client: ssh2.Client, command: string): Promise<ClientChannel> {
  return new Promise((done, failed) => {
    client.exec(command, (error, channel) => (error ? failed(error) : done(channel)));
  });
}

/**
 * Everything that a command said, once its channel has closed. The listeners are set in exec's callback itself: the exit code may
 * come in the same packet as the acceptance, before any promise goes on.
 */
export function outputOf(client: ssh2.Client, command: string, input: string | Buffer = ''): Promise<Output> {
  return new Promise((done, failed) => {
    client.exec(command, (error, channel) => {
      if (error) {
        failed(error);
        return;
      }
      const out: Buffer[] = [];
      const errors: Buffer[] = [];
      let code: number | null = null;
      let signal: string | null = null;
      channel.on('data', (chunk: Buffer) => out.push(chunk));
      channel.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
      channel.on('exit', (exitCode: number | null, exitSignal?: string) => {
        code = exitCode;
        signal = exitSignal ?? null;
      });
      channel.on('close', () =>
        done({ code, signal, stdout: Buffer.concat(out), stderr: Buffer.concat(errors).toString() }),
      );
      channel.end(input);
    });
  });
}
