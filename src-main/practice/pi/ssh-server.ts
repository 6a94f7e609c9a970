import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import ssh2 from 'ssh2';
import type { ShellPlace } from './execute.ts';
import { serveSession } from './execute.ts';
import { serveForwarding } from './forward.ts';
import type { LoginRules } from './login.ts';
import { decideLogin } from './login.ts';

/** Wrong attempts after which a connection is ended (sshd's MaxAuthTries). */
const maximumAttempts = 6;

export interface SshServer {
  readonly port: number;
  connections(): number;
  stop(): Promise<void>;
}

/**
 * An SSH server on loopback: password and public key, commands by `sh`, tunnels to loopback. No terminal, no SFTP. It asks
 * a silent client every 30 s whether it is there and lets it go after three questions without an answer.
 */
export async function startSshServer(options: {
  readonly hostKey: string;
  readonly login: LoginRules;
  readonly shell: ShellPlace;
  readonly port?: number;
  readonly log: (line: string) => void;
}): Promise<SshServer> {
  const config = { hostKeys: [options.hostKey], keepaliveInterval: 30_000, keepaliveCountMax: 3 };
  const protocol = new ssh2.Server(config, (client) => {
    let attempts = 0;
    client.on('error', () => undefined);
    client.on('authentication', (context) => {
      if (context.method !== 'none' && ++attempts > maximumAttempts) {
        options.log('a login was tried too often');
        client.end();
        return;
      }
      decideLogin(context, options.login);
    });
    client.on('ready', () => {
      client.on('session', (accept) => serveSession(accept(), options.shell));
      serveForwarding(client);
    });
  });
  const sockets = new Set<Socket>();
  // a server of our own, as ssh2's does not show its sockets, and all of them have to end with us
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    protocol.injectSocket(socket);
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(options.port ?? 0, '127.0.0.1', () => done());
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.size,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
