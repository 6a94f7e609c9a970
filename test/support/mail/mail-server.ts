import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Certificate } from './certificates.ts';

/** Where the server answers with an error of the test's choice: `reply` is the whole answer, its number first. */
export type Fault = { readonly at: 'call' | 'sign-in' | 'sender' | 'recipient' | 'text'; readonly reply: string };

export interface MailServer {
  readonly port: number;
  /** What was taken, whole. */
  readonly mails: { readonly to: string[]; readonly text: string }[];
  /** Every byte that came over the wire. */
  bytes(): Buffer;
  stop(): Promise<void>;
}

export interface MailServerOptions {
  readonly certificate: Certificate;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user?: string;
  readonly password?: string;
  readonly fault?: Fault;
  readonly withoutSignIn?: boolean;
  readonly methods?: readonly ('PLAIN' | 'LOGIN' | 'XOAUTH2')[];
  /** Is this access token good? What is refused is challenged first (`334`, as Google does), or refused at once (as Microsoft does). */
  readonly takesToken?: (token: string) => boolean;
  readonly challenges?: boolean;
  readonly refusedRecipient?: string;
}

/** A real SMTP server on the loopback, and before it a line that listens in. */
export async function startMailServer(options: MailServerOptions): Promise<MailServer> {
  const { certificate, security, fault } = options;
  const mails: { to: string[]; text: string }[] = [];
  const fails = (at: Fault['at']) => (fault?.at === at ? replyOf(fault.reply) : null);
  const disabled = [...(security === 'none' ? ['STARTTLS'] : []), ...(options.withoutSignIn ? ['AUTH'] : [])];
  const settings: SMTPServerOptions = {
    ...certificate,
    secure: security === 'tls',
    disabledCommands: disabled as NonNullable<SMTPServerOptions['disabledCommands']>,
    authMethods: [...(options.methods ?? ['PLAIN', 'LOGIN'])],
    authOptional: options.withoutSignIn ?? false,
    allowInsecureAuth: security === 'none',
    disableReverseLookup: true,
    logger: false,
    // a client that was killed may have left a line open
    closeTimeout: 500,
    onConnect: (_session, done) => done(fails('call')),
    onAuth({ method, username, password, accessToken }, _session, done) {
      const error = fails('sign-in');
      if (error) return done(error);
      if (method === 'XOAUTH2') {
        const isGood = username === (options.user ?? 'rosa@example.de') && options.takesToken?.(String(accessToken));
        if (isGood) return done(null, { user: username });
        if (options.challenges) return done(null, { data: { status: '401', schemes: 'bearer' } });
        return done(replyOf(`535 5.7.3 Authentication unsuccessful, Bearer ${accessToken}`));
      }
      const good = username === (options.user ?? 'rosa@example.de') && password === (options.password ?? 'geheim-4711');
      return good ? done(null, { user: username }) : done(replyOf('535 5.7.8 Authentication credentials invalid'));
    },
    onMailFrom: (_address, _session, done) => done(fails('sender')),
    onRcptTo: ({ address }, _session, done) =>
      done(address === options.refusedRecipient ? replyOf('550 5.1.1 User unknown') : fails('recipient')),
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (bytes: Buffer) => {
        text += bytes.toString('utf8');
      });
      stream.on('end', () => {
        const error = fails('text');
        if (!error) mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text });
        done(error);
      });
    },
  };
  const server = new SMTPServer(settings);
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const parts: Buffer[] = [];
  const line = await listenIn((server.server.address() as AddressInfo).port, parts);
  return {
    port: (line.address() as AddressInfo).port,
    mails,
    bytes: () => Buffer.concat(parts),
    async stop() {
      line.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function replyOf(reply: string): Error & { responseCode: number } {
  const [, number = '550', words = ''] = /^(\d{3})[ -](.*)$/s.exec(reply) ?? [];
  return Object.assign(new Error(words), { responseCode: Number(number) });
}

async function listenIn(port: number, parts: Buffer[]): Promise<Server> {
  // as a cable: it holds nothing back
  const noDelay = true;
  const line = createServer({ noDelay }, (client) => {
    const server = connect({ port, host: '127.0.0.1', noDelay });
    client.on('data', (bytes: Buffer) => parts.push(bytes));
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) socket.on('error', () => socket.destroy());
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  return line;
}
