import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { ShopOrder } from './shop/order.ts';

const port = z.number().int().min(1).max(65535);

/** What stays the same from one practice to the next, so that the Pi's settings still fit: ports and the shop's access. */
const practiceMemorySchema = z.object({
  // the mail server's came later: a practice from before has none
  ports: z.object({
    ...{ ssh: port, printer: port, shop: port, service: port },
    ...{ mailTls: port.optional(), mailStarttls: port.optional() },
  }),
  apiKey: z.string().min(8),
  siteId: z.string().min(8),
});
export interface PracticeMemory {
  readonly ports: Readonly<Record<'ssh' | 'printer' | 'shop' | 'service' | 'mailTls' | 'mailStarttls', number>>;
  readonly apiKey: string;
  readonly siteId: string;
}

/** Reads the memory, or makes a new one; a port that somebody else has taken meanwhile is replaced. */
export async function rememberPractice(file: string): Promise<PracticeMemory> {
  const before = practiceMemorySchema.safeParse(readJson(file)).data;
  const taken = new Set<number>();
  const free = async (wanted: number | undefined): Promise<number> => {
    let found = wanted === undefined || taken.has(wanted) ? 0 : await portIfFree(wanted);
    while (found === 0 || taken.has(found)) found = await portIfFree(0);
    taken.add(found);
    return found;
  };
  const memory: PracticeMemory = {
    ports: {
      ssh: await free(before?.ports.ssh),
      printer: await free(before?.ports.printer),
      shop: await free(before?.ports.shop),
      service: await free(before?.ports.service),
      mailTls: await free(before?.ports.mailTls),
      mailStarttls: await free(before?.ports.mailStarttls),
    },
    apiKey: before?.apiKey ?? `practice-${randomBytes(24).toString('base64url')}`,
    siteId: before?.siteId ?? randomUUID(),
  };
  writeJson(file, memory);
  return memory;
}

/** Binds the port for a moment: the port itself if that worked (for 0 the one that was given), else 0. */
function portIfFree(wanted: number): Promise<number> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(0));
    server.listen(wanted, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => done(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });
}

const shopOrderSchema = z.looseObject({
  id: z.string(),
  number: z.string(),
  createdDate: z.string(),
  updatedDate: z.string(),
  status: z.enum(['INITIALIZED', 'APPROVED', 'PENDING', 'REJECTED', 'CANCELED']),
  paymentStatus: z.string(),
});
const orderFileSchema = z.object({
  orders: z.array(shopOrderSchema),
  /** German title of the sample that an order came from, by order id; the restaurant speaks German. */
  titles: z.record(z.string(), z.string()),
});

export interface ShopMemory {
  readonly orders: ShopOrder[];
  readonly titles: Record<string, string>;
}

/** The shop's orders of before; an unreadable file is an empty shop, it is only practice. */
export function readShop(file: string): ShopMemory {
  return orderFileSchema.safeParse(readJson(file)).data ?? { orders: [], titles: {} };
}

/** Writes a JSON file so that it is always whole: beside it first, then renamed. Only the owner may read it. */
export function writeJson(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
