import { afterEach, beforeEach, expect, test } from 'vitest';
import { openQuestions, orderPage } from '../../src-pi/service/database/order-pages.ts';
import { indexOrders } from '../../src-pi/service/database/order-search.ts';
import { foldedWords, orderWords, questionWords } from '../../src-pi/service/database/order-words.ts';
import { order } from './support/shop.ts';
import { openShopFloor, restaurantWith } from './tickets/support.ts';

let floor: ReturnType<typeof openShopFloor>;
beforeEach(() => {
  floor = openShopFloor(restaurantWith([]));
});
afterEach(() => floor.close());

const guest = (firstName: string, lastName: string, phone = '') => ({
  recipientInfo: { contactDetails: { firstName, lastName, phone } },
});
const find = (question: string, more: { after?: string; limit?: number } = {}) => {
  while (indexOrders(floor.database));
  return orderPage(floor.database, { question, after: more.after ?? null, limit: more.limit ?? 50 });
};
const numbers = (question: string) => find(question).orders.map(({ number }) => number);
const due = () => floor.database.prepare('SELECT count(*) FROM order_search_due').pluck().get();

test('words are compared without marks, in small letters, and a question of single letters is still one', () => {
  expect(foldedWords('Müller-Groß, ÇİĞDEM Yıldız; Crème brûlée 10427')).toEqual([
    'muller',
    'gross',
    'cigdem',
    'yildiz',
    'creme',
    'brulee',
    '10427',
  ]);
  expect(questionWords('a 104 b')).toEqual(['104']);
  expect(questionWords(' a ')).toEqual(['a']);
  expect(questionWords('"; DROP TABLE* ^ -')).toEqual(['drop', 'table']);
  expect(orderWords({ number: '7', customer: 'Ö', rawJson: 'no json' })).toEqual(['7', 'o', 'oe']);
});

test('an order is found by its number and the end of it, by guest, telephone, street, dish and note', () => {
  floor.take(order({ number: '10427', ...guest('Jürgen', 'Groß', '+49 711 555-0199') }));
  floor.take(
    order({
      number: '10428',
      buyerNote: '',
      lineItems: [{ quantity: 1, productName: { original: 'Käsespätzle' } }],
      shippingInfo: {
        logistics: {
          shippingDestination: {
            address: { streetAddress: { name: 'Königstraße', number: '12' }, city: 'Stuttgart' },
            contactDetails: { firstName: 'Ayşe', lastName: 'Yıldız' },
          },
        },
      },
      recipientInfo: null,
    }),
  );
  for (const question of [
    '10427',
    '427',
    '27',
    'jur',
    'juergen',
    'GROSS',
    'groß',
    '0199',
    '5550199',
    'döner nuss',
    'jürgen 427',
  ])
    expect(numbers(question), question).toEqual(['10427']);
  for (const question of ['428', 'ayse', 'Yıldız', 'konigstr', 'stuttgart käsesp', 'kaese'])
    expect(numbers(question), question).toEqual(['10428']);
  expect(numbers('104')).toEqual(['10428', '10427']);
  for (const question of ['nobody', '10427 ayse', '0711999', '*', '""'])
    expect(numbers(question), question).toEqual([]);
});

test('a change is found by its new words and no longer by the old; what is up to date is not written', () => {
  const first = order({ number: '1', buyerNote: 'ohne Zwiebeln' });
  floor.take(first);
  expect(numbers('zwiebeln')).toEqual(['1']);
  floor.take({ ...first, buyerNote: 'mit Knoblauch', lineItems: [], updatedDate: new Date().toISOString() });
  expect(due()).toBe(1);
  expect(numbers('knob')).toEqual(['1']);
  expect(numbers('zwiebeln')).toEqual([]);
  const before = floor.database.pragma('data_version', { simple: true });
  const changes = () => floor.database.prepare('SELECT total_changes()').pluck().get();
  const written = changes();
  expect(indexOrders(floor.database)).toBe(false);
  expect(changes()).toBe(written);
  expect(floor.database.pragma('data_version', { simple: true })).toBe(before);
});

test('pages go on behind the last order of the one before, with and without a question, and end', () => {
  for (let index = 0; index < 25; index += 1) floor.take(order({ number: `5${String(index).padStart(3, '0')}` }));
  for (const question of ['', '5']) {
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = find(question, { limit: 10, ...(after ? { after } : {}) });
      seen.push(...page.orders.map(({ number }) => number));
      after = page.orders.at(-1)?.id;
      more = page.more;
    }
    expect(seen, question).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    expect(seen[0]).toBe('5024');
  }
});

test('what is older than 90 days leaves the search and stays in the list', () => {
  floor.take(order({ number: '777' }));
  expect(numbers('777')).toEqual(['777']);
  expect(indexOrders(floor.database, { days: -1 })).toBe(false);
  expect(orderPage(floor.database, { question: '777', after: null, limit: 5 }).orders).toEqual([]);
  expect(orderPage(floor.database, { question: '', after: null, limit: 5 }).orders).toHaveLength(1);
});

test('every doubtful or held ticket is asked about, however old, and nothing else', () => {
  for (const number of ['1', '2', '3']) floor.take(order({ number }));
  const set = floor.database.prepare('UPDATE jobs SET state = ? WHERE order_number = ?');
  set.run('unknown', '1');
  set.run('held', '3');
  expect(openQuestions(floor.database, 10).map(({ number }) => number)).toEqual(['1', '3']);
});
