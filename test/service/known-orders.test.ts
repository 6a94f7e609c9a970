import { afterEach, beforeEach, expect, test } from 'vitest';
import { knownOrders } from '../../src-pi/service/database/orders.ts';
import { order } from './support/shop.ts';
import { openShopFloor, restaurantWith } from './tickets/support.ts';

let floor: ReturnType<typeof openShopFloor>;
beforeEach(() => {
  floor = openShopFloor(restaurantWith([]));
});
afterEach(() => floor.close());

test('an order is known again by its id, whatever stands in it', () => {
  const ids = ['plain', "it's", 'nul\u0000inside', 'half\ud800', 'Ä🍕'];
  for (const id of ids) floor.take(order({ id }));
  expect(knownOrders(floor.database, [...ids, 'never seen'])).toHaveLength(ids.length);
  expect(knownOrders(floor.database, [])).toEqual([]);
});
