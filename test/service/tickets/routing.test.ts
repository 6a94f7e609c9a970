import { expect, test } from 'vitest';
import { routeOrder } from '../../../src-pi/service/tickets/routing.ts';
import type { Restaurant } from '../../../src-shared/service/restaurant.ts';
import { item, kitchenView, restaurantWith } from './support.ts';

const shares = (restaurant: Restaurant, ...items: ReturnType<typeof item>[]) =>
  Object.fromEntries(
    routeOrder(restaurant.stations, kitchenView({ lineItems: items })).map((share) => [
      share.station.id,
      share.concerned ? share.items.map(({ name }) => name) : null,
    ]),
  );

const bar = { id: 'bar', sections: ['drinks'] };

test('a station makes the items of its sections, and what nobody claims goes to the kitchen', () => {
  const restaurant = restaurantWith([bar]);
  expect(shares(restaurant, item('Ayran', 'drinks'), item('Döner', 'grill'), item('Suppe'))).toEqual({
    kitchen: ['Döner', 'Suppe'],
    bar: ['Ayran'],
  });
  expect(shares(restaurant, item('Ayran', 'drinks'))).toEqual({ kitchen: null, bar: ['Ayran'] });
});

test('an order without items goes to the kitchen all the same', () => {
  expect(shares(restaurantWith([bar]))).toEqual({ kitchen: [], bar: null });
});

test('a station that does not take the order claims none of its items', () => {
  const restaurant = restaurantWith([{ ...bar, fulfilments: ['dine-in'] }]);
  expect(shares(restaurant, item('Ayran', 'drinks'))).toEqual({ kitchen: ['Ayran'], bar: null });
});

test('driver and guest have the whole order, or none that is not theirs', () => {
  const restaurant = restaurantWith([
    bar,
    { id: 'driver', ticket: 'driver', fulfilments: ['delivery'] },
    { id: 'guest', ticket: 'customer' },
  ]);
  expect(shares(restaurant, item('Ayran', 'drinks'))).toEqual({
    kitchen: null,
    bar: ['Ayran'],
    driver: null,
    guest: ['Ayran'],
  });
});

test('every item is made by somebody, whatever the stations and sections are', () => {
  const sections = ['', 'grill', 'drinks', 'cold', 'gone'];
  for (let seed = 0; seed < 500; seed += 1) {
    const pick = (number: number) => sections.filter((_, index) => (number >> index) & 1);
    const restaurant = restaurantWith([
      { id: 'one', sections: pick(seed % 31).filter(Boolean) },
      { id: 'two', sections: pick((seed * 7) % 32).filter(Boolean), fulfilments: seed % 3 === 0 ? ['pickup'] : [] },
    ]);
    const items = pick((seed * 11) % 32).map((section) => item(`made of ${section}`, section));
    const made = Object.values(shares(restaurant, ...items)).flatMap((names) => names ?? []);
    expect(new Set(made).size, `seed ${seed}`).toBe(items.length);
  }
});
