import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { PracticeMailTrouble } from '../interface.ts';
import type { Certificate } from './certificates.ts';
import { type ReadMail, readMail } from './read-mail.ts';

export interface ReceivedMail extends ReadMail {
  /** Counts from one. */
  readonly number: number;
  /** ISO instant at which it was taken. */
  readonly receivedAt: string;
  readonly recipients: readonly string[];
}

export interface PostOffice {
  readonly ports: { readonly tls: number; readonly starttls: number };
  /** The newest last; the oldest go when there are too many. */
  mails(): readonly ReceivedMail[];
  trouble(): PracticeMailTrouble;
  /** Resolves when it is so. `line` off: nobody gets through to it, whatever else there is. */
  set(change: { readonly trouble?: PracticeMailTrouble; readonly line?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

export interface PostOfficeOptions {
  /** Loopback unless told otherwise. */
  readonly host?: string;
  /** Zero takes a free one. */
  readonly ports: { readonly tls: number; readonly starttls: number };
  readonly certificate: Certificate;
  readonly user: string;
  readonly password: string;
  /** Told when a mail was taken. */
  readonly received: () => void;
}

const mostMails = 50;
const largestMail = 1_000_000;
const mostClients = 20;
/** Milliseconds. */
const waits = { socketTimeout: 30_000, closeTimeout: 500 };
/** Senders and recipients that a greylist remembers. */
const mostGreeted = 1000;

/**
 * A mail server with one mailbox: TLS from the first byte on one port, STARTTLS on the other, sign-in by PLAIN and LOGIN and only
 * encrypted. It takes every mail, to whomever it goes, and sends none on.
 */
export async function startPostOffice(options: PostOfficeOptions): Promise<PostOffice> {
  const mails: ReceivedMail[] = [];
  const greeted = new Set<string>();
  let trouble: PracticeMailTrouble = 'none';
  let line = true;
  let counted = 0;
  let open: SMTPServer[] = [];
  const ports = { ...options.ports };

  const settings = (secure: boolean): SMTPServerOptions => ({
    ...options.certificate,
    ...waits,
    secure,
    name: 'uebung.example',
    banner: 'Bonwart',
    authMethods: ['PLAIN', 'LOGIN'],
    size: largestMail,
    maxClients: mostClients,
    disableReverseLookup: true,
    logger: false,
    onAuth({ username = '', password }, _session, done) {
      const known = username.toLowerCase() === options.user && password === options.password;
      if (known && trouble !== 'refuses-password') return done(null, { user: username });
      done(reply(535, '5.7.8 Authentication credentials invalid'));
    },
    onRcptTo({ address }, session, done) {
      const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
      const pair = `${sender} ${address}`.toLowerCase();
      if (trouble !== 'lets-wait' || greeted.has(pair)) return done();
      if (greeted.size >= mostGreeted) greeted.clear();
      greeted.add(pair);
      done(reply(451, '4.7.1 Greylisting in action, please come back later'));
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      let length = 0;
      stream.on('data', (bytes: Buffer) => {
        length += bytes.length;
        if (length <= largestMail) parts.push(bytes);
      });
      stream.on('end', () => {
        if (length > largestMail) return done(reply(552, '5.3.4 Message size exceeds fixed limit'));
        counted += 1;
        mails.push({
          ...readMail(Buffer.concat(parts).toString('utf8')),
          number: counted,
          receivedAt: new Date().toISOString(),
          recipients: session.envelope.rcptTo.map(({ address }) => address),
        });
        if (mails.length > mostMails) mails.shift();
        options.received();
        done();
      });
    },
  });

  const close = async () => {
    await Promise.all(open.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
    open = [];
  };
  const listen = async () => {
    for (const kind of ['tls', 'starttls'] as const) {
      const server = new SMTPServer(settings(kind === 'tls'));
      // what a client does to its line is no concern of ours; that a port is taken is told by the event below
      server.on('error', () => {});
      server.listen(ports[kind], options.host ?? '127.0.0.1');
      open.push(server);
      await once(server.server, 'listening');
      // kept when it closes, so that it comes back where it was
      ports[kind] = (server.server.address() as AddressInfo).port;
    }
  };
  const adjust = async () => {
    const shall = line && trouble !== 'off';
    if (shall && open.length === 0) await listen();
    if (!shall) await close();
  };
  await adjust().catch(async (error: unknown) => {
    await close();
    throw error;
  });

  /** One change after the other: a port that is still closing cannot be opened. */
  let queue: Promise<void> = Promise.resolve();
  return {
    ports,
    mails: () => mails,
    trouble: () => trouble,
    set(change) {
      const next = queue.then(async () => {
        if (change.trouble !== undefined && change.trouble !== trouble) greeted.clear();
        trouble = change.trouble ?? trouble;
        line = change.line ?? line;
        await adjust();
      });
      queue = next.catch(() => {});
      return next;
    },
    async stop() {
      await queue;
      await close();
    },
  };
}

function reply(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}
