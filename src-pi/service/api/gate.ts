import { createHash, timingSafeEqual } from 'node:crypto';
import { isIPv4 } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { rateLimit } from './rate-limit.ts';

/** Calls in a second and at once. The panel and the Pi's own scripts are on loopback and never get near it. */
const rates = {
  ownMachine: { perSecond: 1000, atOnce: 2000 },
  others: { perSecond: 20, atOnce: 60 },
} as const;
/** Without a token another machine learns no more than whether the service is well. */
const openToAll = '/health';
/** Comes from the shop, through whatever the restaurant has put before us, and carries a signature of its own. */
const signedByTheShop = '/webhook/orders';

/**
 * Who may call. A caller on this machine (the panel's tunnel, bonctl, the older scripts) needs no token, but must call us by a
 * name of this machine, so that no website can reach us through a browser here (DNS rebinding). Everybody else needs
 * `Authorization: Bearer <SERVICE_TOKEN>` for everything but `/health`.
 */
export function gate(app: FastifyInstance, token: string): void {
  const own = rateLimit(rates.ownMachine);
  const others = rateLimit(rates.others);
  app.addHook('onRequest', async (request, reply) => {
    const onThisMachine = isOnThisMachine(request);
    const limit = onThisMachine ? own : others;
    const wait = limit.take(networkOf(request.socket.remoteAddress ?? ''));
    if (wait > 0) {
      const { perSecond } = onThisMachine ? rates.ownMachine : rates.others;
      reply.header('retry-after', String(Math.ceil(wait)));
      return refused(reply, 429, refuse('contract.too-much-at-once', { limit: perSecond }, { retry: 'now' }).error);
    }
    const path = request.url.split('?')[0];
    const signed = path === signedByTheShop;
    if (isForeignPage(request) || (!signed && onThisMachine && !namesThisMachine(request.headers.host)))
      return refused(reply, 403, refuse('contract.not-allowed', {}, { cause: 'foreign Host or Origin' }).error);
    if (path !== openToAll && !signed && !isTrusted(request, token)) {
      reply.header('www-authenticate', 'Bearer');
      return refused(reply, 401, refuse('contract.not-allowed', {}, { cause: 'no valid token' }).error);
    }
  });
}

/** On this machine, or with the token. Without a token no other machine is trusted. */
export function isTrusted(request: FastifyRequest, token: string): boolean {
  if (isOnThisMachine(request)) return true;
  const brought = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  // Hashes have one length, so that the comparison takes the same time whatever was brought.
  return token !== '' && brought !== undefined && timingSafeEqual(digest(brought), digest(token));
}

/** Is this an address of the loopback interface, or the name that stands for it? */
export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '').replace(/^\[(.*)\]$/, '$1');
  return plain === '::1' || plain.toLowerCase() === 'localhost' || (isIPv4(plain) && plain.startsWith('127.'));
}

function isOnThisMachine({ socket }: FastifyRequest): boolean {
  return isLoopback(socket.remoteAddress ?? '') && isLoopback(socket.localAddress ?? '');
}

function namesThisMachine(host: string | undefined): boolean {
  return isLoopback((host ?? '').replace(/:\d*$/, ''));
}

/** A browser says which page sends; no page has business here but our own, and there is none. */
function isForeignPage({ headers }: FastifyRequest): boolean {
  const { origin, host } = headers;
  return (origin !== undefined && origin !== `http://${host}`) || headers['sec-fetch-site'] === 'cross-site';
}

/** IPv6 gives every machine a whole /64: who changes its address within remains one caller. */
function networkOf(address: string): string {
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function refused(reply: FastifyReply, status: number, error: object): FastifyReply {
  return reply.code(status).send({ error });
}
