import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { z } from 'zod';
import { makePages } from './cursors.ts';
import type { ShopOrder } from './order.ts';
import type { OrderBook } from './orders.ts';
import { openOrders } from './orders.ts';
import type { Sample } from './samples.ts';
import { BadSearch, searchBodySchema } from './search.ts';
import type { ShopSwitches } from './switches.ts';
import { goodShop } from './switches.ts';

/** A pretend Wix site with its order API. */
export interface Shop {
  readonly host: string;
  readonly port: number;
  /** What the service is told as WIX_API_BASE_URL. */
  readonly baseUrl: string;
  readonly orders: OrderBook;
  switches(): ShopSwitches;
  set(change: Partial<ShopSwitches>): Promise<void>;
  /** Places an order, and lets happen later what the sample says happens later, unless `followUps` is off. */
  place(sample: Sample): ShopOrder;
  /** Searches that were answered, with their status, newest last; at most 1000. */
  answered(): readonly { at: number; status: number }[];
  stop(): Promise<void>;
}

export interface ShopOptions {
  readonly host?: string;
  readonly port?: number;
  readonly apiKey: string;
  readonly siteId: string;
  readonly switches?: Partial<ShopSwitches>;
  readonly before?: readonly ShopOrder[];
  readonly changed?: (orders: readonly ShopOrder[]) => void;
  readonly followUps?: boolean;
}

const maximumBody = 100_000;

/** Opens the shop. `POST /ecom/v1/orders/search` behaves as documented; there is nothing else to call. */
export async function startShop(options: ShopOptions): Promise<Shop> {
  const host = options.host ?? '127.0.0.1';
  const switches: ShopSwitches = { ...goodShop, ...options.switches };
  const clock = (): Date => new Date(Date.now() + switches.clockOffset * 1000);
  const orders = openOrders(options.before ?? [], clock, () => options.changed?.(orders.all()));
  const page = makePages();
  const timers = new Set<NodeJS.Timeout>();
  const sockets = new Set<Socket>();
  const answered: { at: number; status: number }[] = [];
  const counted: number[] = [];

  const answer = (
    response: ServerResponse,
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ): void => {
    answered.push({ at: Date.now(), status });
    if (answered.length > 1000) answered.shift();
    response.writeHead(status, { 'content-type': 'application/json', date: clock().toUTCString(), ...headers });
    response.end(JSON.stringify(body));
  };
  const refuse = (response: ServerResponse, status: number, message: string, headers?: Record<string, string>): void =>
    answer(response, status, { message, details: {} }, headers);

  /** Seconds to wait if this minute's searches are used up, else undefined; counts this one. */
  const waitFor = (): number | undefined => {
    const now = Date.now();
    while (counted[0] !== undefined && counted[0] <= now - 60_000) counted.shift();
    if (counted.length >= switches.requestsPerMinute)
      return Math.max(1, Math.ceil(((counted[0] ?? now) + 60_000 - now) / 1000));
    counted.push(now);
    return undefined;
  };

  async function search(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    if (!same(request.headers.authorization, options.apiKey)) {
      refuse(response, 401, 'the API key is missing or unknown');
      return;
    }
    if (!same(String(request.headers['wix-site-id'] ?? ''), options.siteId)) {
      refuse(response, 403, 'wix-site-id is missing, or the key has no permission for this site');
      return;
    }
    const wait = waitFor();
    if (wait !== undefined) {
      refuse(response, 429, 'too many requests', { 'retry-after': String(wait) });
      return;
    }
    if (switches.failNext !== 0) {
      if (switches.failNext !== null) switches.failNext -= 1;
      refuse(response, switches.failStatus, 'the shop has a problem of its own');
      return;
    }
    const body = searchBodySchema.safeParse(parsed(text));
    if (!body.success) {
      refuse(response, 400, z.prettifyError(body.error));
      return;
    }
    try {
      answer(response, 200, page(orders.all(), body.data.search, Date.now(), switches.cursorSeconds));
    } catch (error) {
      if (!(error instanceof BadSearch)) throw error;
      refuse(response, 400, error.message);
    }
  }

  const server = createServer((request, response) => {
    if (!switches.internet) return;
    if (request.method !== 'POST' || request.url !== '/ecom/v1/orders/search') {
      request.resume();
      refuse(response, 404, 'no such call');
      return;
    }
    search(request, response).catch(() => request.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number): Promise<void> =>
    new Promise((done, failed) => {
      server.once('error', failed);
      server.listen(port, host, () => {
        server.off('error', failed);
        done();
      });
    });
  const close = (): Promise<void> =>
    new Promise((done) => {
      if (server.listening) server.close(() => done());
      else done();
      for (const socket of sockets) socket.resetAndDestroy();
    });
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  if (!switches.internet && switches.offline === 'refuse') await close();

  return {
    host,
    port,
    baseUrl: `http://${host}:${port}`,
    orders,
    switches: () => ({ ...switches }),
    async set(change) {
      const before = { ...switches };
      Object.assign(switches, change);
      const wasOpen = before.internet || before.offline === 'hang';
      const isOpen = switches.internet || switches.offline === 'hang';
      if (wasOpen && !isOpen) await close();
      if (!wasOpen && isOpen) await listen(port);
      // a line that comes back does not bring back the connections of before
      if (!before.internet && switches.internet) for (const socket of sockets) socket.resetAndDestroy();
    },
    place(sample) {
      const order = orders.place(sample);
      if (sample.followUp && options.followUps !== false) {
        const timer = setTimeout(() => {
          timers.delete(timer);
          orders.followUp(order.id, sample);
        }, sample.followUp.afterSeconds * 1000);
        timers.add(timer);
      }
      return order;
    },
    answered: () => answered,
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      await close();
    },
  };
}

function same(given: string | undefined, wanted: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximumBody) throw new RangeError('the body is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
