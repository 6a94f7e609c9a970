import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Json = Record<string, unknown>;

/** A minimal shop of the tests: what it has to say is in its fields. */
export interface TestShop {
  readonly url: string;
  readonly orders: Json[];
  /** Answers this instead of orders while it is set. */
  failure: { status: number; headers?: Record<string, string> } | null;
  readonly requests: { at: number; headers: Record<string, unknown>; body: Json }[];
  /** Orders in one page. */
  pageSize: number;
  stop(): Promise<void>;
}

export async function startShop(): Promise<TestShop> {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      const body = JSON.parse(text) as {
        search: { filter?: { updatedDate: { $gte: string } }; cursorPaging: { cursor?: string } };
      };
      shop.requests.push({ at: Date.now(), headers: request.headers, body: body as never });
      const answer = (status: number, value: unknown, headers = {}) =>
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
      if (shop.failure) return answer(shop.failure.status, { message: 'no' }, shop.failure.headers);
      const cursor = body.search.cursorPaging.cursor;
      const [since, from] = cursor
        ? (JSON.parse(cursor) as [string, number])
        : [body.search.filter?.updatedDate.$gte ?? '', 0];
      const all = shop.orders
        .filter((order) => String(order.updatedDate) >= since)
        .sort((a, b) => String(a.updatedDate).localeCompare(String(b.updatedDate)));
      const page = all.slice(from, from + shop.pageSize);
      const next = from + page.length;
      const hasNext = next < all.length;
      answer(200, {
        orders: page,
        metadata: { count: page.length, hasNext, cursors: hasNext ? { next: JSON.stringify([since, next]) } : {} },
      });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const shop: TestShop = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    orders: [],
    failure: null,
    requests: [],
    pageSize: 100,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return shop;
}

let count = 0;

/** Half an hour from now, on a whole minute: an order that is long past its time would be held. */
const dueSoon = () => new Date(Math.ceil(Date.now() / 60_000 + 30) * 60_000).toISOString();

/** When it is to be picked up, as the clock of the restaurant shows it. */
export function pickupTime({ shippingInfo }: Json): string {
  const due = (shippingInfo as { logistics: { deliveryTimeSlot: { from: string } } }).logistics.deliveryTimeSlot.from;
  return new Date(due).toLocaleTimeString('de-DE', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });
}

/** An order as the shop tells it, approved and to be picked up in half an hour, changed a moment ago. */
export function order(change: Json = {}): Json {
  count += 1;
  const at = new Date().toISOString();
  return {
    id: `7b1f3c52-6d0e-4d0c-9a36-${String(count).padStart(12, '0')}`,
    number: String(10_000 + count),
    createdDate: at,
    updatedDate: at,
    status: 'APPROVED',
    paymentStatus: 'NOT_PAID',
    currency: 'EUR',
    buyerNote: 'Bitte klingeln bei Özgür/Müßig – Nußallergie! 🥜',
    lineItems: [
      {
        quantity: 2,
        productName: { original: 'Döner Kebap groß', translated: 'Büyük Döner Kebap' },
        descriptionLines: [
          { name: { original: 'Sonderwunsch' }, plainText: { original: 'ohne Zwiebeln, extra scharf' } },
        ],
        modifierGroups: [
          { name: { original: 'Soße' }, modifiers: [{ quantity: 1, label: { original: 'Kräuter' } }] },
          { name: { original: 'Extras' }, modifiers: [{ quantity: 2, label: { original: 'Schafskäse' } }] },
        ],
        price: { amount: '8.50', formattedAmount: '8,50 €' },
      },
      { quantity: 1, productName: { original: "Crème brûlée à l'œuf" } },
    ],
    shippingInfo: {
      title: 'Abholung',
      logistics: {
        deliveryTimeSlot: { from: dueSoon() },
        pickupDetails: { pickupMethod: 'STORE_PICKUP' },
      },
    },
    recipientInfo: { contactDetails: { firstName: 'Ayşe', lastName: 'Yıldız', phone: '+49 711 0000' } },
    priceSummary: { total: { amount: '22.90' } },
    ...change,
  };
}
