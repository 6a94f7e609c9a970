import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sample } from '../../src-main/practice/shop/samples.ts';
import { readSamples } from '../../src-main/practice/shop/samples.ts';
import type { Shop } from '../../src-main/practice/shop/shop.ts';
import { startShop } from '../../src-main/practice/shop/shop.ts';

const samples = readSamples(join(import.meta.dirname, '../../resources/practice/orders'));
const sample = (id: string): Sample => {
  const found = samples.find((one) => one.id === id);
  if (!found) throw new Error(`no sample ${id}`);
  return found;
};
const access = { apiKey: 'the key', siteId: 'the site' };
let shop: Shop;
beforeEach(async () => {
  shop = await startShop({ ...access, followUps: false });
});
afterEach(() => shop.stop());

interface Answer {
  status: number;
  orders: { id: string; number: string; status: string; updatedDate: string }[];
  metadata: { count: number; cursors: { next?: string }; hasNext: boolean };
  retryAfter: string | null;
}
async function ask(search: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${shop.baseUrl}/ecom/v1/orders/search`, {
    method: 'POST',
    headers: {
      authorization: access.apiKey,
      'wix-site-id': access.siteId,
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ search }),
    signal: AbortSignal.timeout(2000),
  });
  return {
    ...((await response.json()) as Answer),
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
  };
}

describe('samples', () => {
  test('there are 15, each with words in both languages and a name of its own', () => {
    expect(new Set(samples.map((one) => one.id)).size).toBe(15);
    expect(samples.find((one) => one.id === 'long-note')?.note?.length).toBeGreaterThan(950);
  });

  test.each(samples.map((one) => [one.id, one] as const))('%s can be placed and found', async (_, one) => {
    const order = shop.place(one);
    const { orders } = await ask({ filter: { status: { $in: ['APPROVED', 'PENDING'] } } });
    expect(orders).toEqual([JSON.parse(JSON.stringify(order))]);
    expect((order.lineItems as unknown[]).length).toBe(one.repeatItems ?? one.items.length);
  });

  test('sums are right: 2 × (8.50 + 1.00 + 1.00) + 5.90 + 2.50 + 2.00; a voucher leaves nothing to pay', () => {
    expect(shop.place(sample('delivery')).priceSummary).toMatchObject({
      total: { amount: '31.40', formattedAmount: '31,40 €' },
    });
    expect(shop.place(sample('free')).priceSummary).toMatchObject({ total: { amount: '0.00' } });
  });
});

describe('search', () => {
  test('refuses without key (401), with a wrong key (401), without site (403)', async () => {
    expect((await ask({}, { authorization: '' })).status).toBe(401);
    expect((await ask({}, { authorization: 'other' })).status).toBe(401);
    expect((await ask({}, { 'wix-site-id': '' })).status).toBe(403);
  });

  test('numbers follow each other, updatedDate moves with edit and cancel', async () => {
    const first = shop.place(sample('paid'));
    const second = shop.place(sample('edited'));
    expect(Number(second.number)).toBe(Number(first.number) + 1);
    shop.orders.followUp(second.id, sample('edited'));
    shop.orders.cancel(first.id);
    const changed = shop.orders.get(second.id);
    expect(String(changed?.updatedDate) > second.updatedDate).toBe(true);
    expect(changed).toMatchObject({ buyerNote: 'Bitte doch mit Besteck für zwei.', number: second.number });
    const { orders } = await ask({ sort: [{ fieldName: 'updatedDate', order: 'ASC' }] });
    expect(orders.map((order) => [order.number, order.status])).toEqual([
      [second.number, 'APPROVED'],
      [first.number, 'CANCELED'],
    ]);
  });

  test('PENDING is left out unless asked for; a late payment moves updatedDate, not createdDate', async () => {
    const order = shop.place(sample('late-approved'));
    expect((await ask({})).orders).toEqual([]);
    expect((await ask({ filter: { status: 'PENDING' } })).orders).toHaveLength(1);
    shop.orders.approve(order.id);
    const { orders } = await ask({ filter: { updatedDate: { $gte: order.updatedDate } } });
    expect(orders).toMatchObject([{ id: order.id, status: 'APPROVED', createdDate: order.createdDate }]);
  });

  test('INITIALIZED never appears', async () => {
    const order = shop.place(sample('paid'));
    (shop.orders.get(order.id) as { status: string }).status = 'INITIALIZED';
    expect((await ask({ filter: { status: { $in: ['INITIALIZED', 'APPROVED'] } } })).orders).toEqual([]);
  });

  test.each<[string, unknown, string[]]>([
    ['$eq', { number: { $eq: '10428' } }, ['10428']],
    ['$in', { number: { $in: ['10427', '10429'] } }, ['10427', '10429']],
    ['$gt', { number: { $gt: '10428' } }, ['10429']],
    ['$lt and $gte', { number: { $gte: '10428', $lt: '10429' } }, ['10428']],
    [
      '$hasSome',
      { 'lineItems.catalogReference.appId': { $hasSome: ['215238eb-22a5-4c36-9e7b-e7c08025e04e'] } },
      ['10429'],
    ],
    [
      '$and, $or, $not',
      { $and: [{ $or: [{ number: '10427' }, { number: '10428' }] }, { $not: { number: '10427' } }] },
      ['10428'],
    ],
  ])('filter %s', async (_, filter, numbers) => {
    for (const id of ['paid', 'cash', 'gift-card']) shop.place(sample(id));
    const { orders } = await ask({ filter, sort: [{ fieldName: 'number', order: 'ASC' }] });
    expect(orders.map((order) => order.number)).toEqual(numbers);
  });

  test.each([
    ['an unknown field', { filter: { colour: 'red' } }],
    ['an unknown operator', { filter: { number: { $near: 3 } } }],
    ['five sort keys', { sort: Array.from({ length: 5 }, () => ({ fieldName: 'number' })) }],
    ['a sort by what cannot be sorted', { sort: [{ fieldName: 'archived' }] }],
    ['a page of 101', { cursorPaging: { limit: 101 } }],
  ])('400 for %s', async (_, search) => {
    expect((await ask(search)).status).toBe(400);
  });
});

describe('cursors', () => {
  test('carry filter and sort; an order placed between two pages pushes none over the edge', async () => {
    for (let count = 0; count < 25; count++) shop.place(sample(count % 5 === 0 ? 'cash' : 'paid'));
    const filter = { paymentStatus: 'PAID' };
    let answer = await ask({ filter, sort: [{ fieldName: 'createdDate', order: 'DESC' }], cursorPaging: { limit: 7 } });
    const seen = answer.orders.map((order) => order.number);
    while (answer.metadata.hasNext) {
      shop.place(sample('paid'));
      answer = await ask({ cursorPaging: { limit: 7, cursor: answer.metadata.cursors.next } });
      seen.push(...answer.orders.map((order) => order.number));
    }
    expect(seen).toHaveLength(20);
    expect(new Set(seen).size).toBe(20);
  });

  test('expire, may be used twice, and want no filter beside them', async () => {
    for (let count = 0; count < 3; count++) shop.place(sample('paid'));
    const { metadata } = await ask({ cursorPaging: { limit: 1 } });
    const cursorPaging = { limit: 1, cursor: metadata.cursors.next };
    expect((await ask({ cursorPaging })).orders).toEqual((await ask({ cursorPaging })).orders);
    expect((await ask({ cursorPaging, filter: {} })).status).toBe(400);
    await shop.set({ cursorSeconds: 0 });
    expect((await ask({ cursorPaging })).status).toBe(400);
  });
});

describe('faults', () => {
  test('the 201st search of a minute gets 429 and is told how long to wait', async () => {
    for (let count = 0; count < 200; count++) expect((await ask({ cursorPaging: { limit: 1 } })).status).toBe(200);
    const answer = await ask({});
    expect(answer.status).toBe(429);
    expect(Number(answer.retryAfter)).toBeGreaterThan(0);
    expect(Number(answer.retryAfter)).toBeLessThanOrEqual(60);
  });

  test('so many 5xx as asked for, then good again', async () => {
    await shop.set({ failNext: 2, failStatus: 503 });
    expect([(await ask({})).status, (await ask({})).status, (await ask({})).status]).toEqual([503, 503, 200]);
  });

  test('no internet: refused, and back on the same port with what was ordered meanwhile', async () => {
    await shop.set({ internet: false });
    await expect(ask({})).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    shop.place(sample('paid'));
    await shop.set({ internet: true });
    expect((await ask({})).orders).toHaveLength(1);
  });

  test('no internet: hangs', async () => {
    await shop.set({ internet: false, offline: 'hang' });
    const hanging = fetch(shop.baseUrl, { method: 'POST', body: '{}', signal: AbortSignal.timeout(200) });
    await expect(hanging).rejects.toMatchObject({ name: 'TimeoutError' });
    await shop.set({ internet: true });
    expect((await ask({})).status).toBe(200);
  });

  test('orders of before are there again, and numbers go on', async () => {
    const order = shop.place(sample('paid'));
    const later = await startShop({ ...access, before: JSON.parse(JSON.stringify(shop.orders.all())) });
    expect(later.place(sample('paid')).number).toBe(String(Number(order.number) + 1));
    await later.stop();
  });
});
