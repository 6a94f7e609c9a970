import { afterEach, expect, test } from 'vitest';
import { order } from '../support/shop.ts';
import { item, openShopFloor, restaurantWith } from './support.ts';

const open: ReturnType<typeof openShopFloor>[] = [];
afterEach(() => {
  for (const floor of open.splice(0)) floor.close();
});

function floorWith(...stations: Parameters<typeof restaurantWith>[0]) {
  const floor = openShopFloor(restaurantWith(stations));
  open.push(floor);
  return floor;
}

const bar = { id: 'bar', name: 'Bar', sections: ['drinks'] };
const doner = item('Döner', 'grill');
const ayran = item('Ayran', 'drinks');
let minute = 0;
/** The same order, changed later. */
const later = (before: Record<string, unknown>, change: Record<string, unknown>) => {
  minute += 1;
  return { ...before, updatedDate: new Date(Date.now() + minute * 60_000).toISOString(), ...change };
};

test('each station gets its own part and hears who makes the rest', () => {
  const floor = floorWith(bar);
  floor.take(order({ lineItems: [doner, ayran] }));
  const [kitchen, drinks] = floor.jobs();
  expect([kitchen?.what, drinks?.what]).toEqual(['kitchen full 0 queued', 'bar full 0 queued']);
  expect(kitchen?.text).toMatch(/1× Döner[\s\S]*Weitere Positionen: Bar/);
  expect(kitchen?.text).not.toContain('Ayran');
  expect(drinks?.text).toMatch(/1× Ayran[\s\S]*Weitere Positionen: Küche/);
});

test('a whole order at one station says nothing of others, and the second of two copies says that it is one', () => {
  const floor = floorWith({ ...bar, copies: 2 });
  floor.take(order({ lineItems: [ayran] }));
  expect(floor.jobs().map(({ what }) => what)).toEqual(['bar full 0 queued', 'bar full 1 queued']);
  expect(floor.jobs().map(({ text }) => /Bon (\d\/\d)/.exec(text)?.[1])).toEqual(['1/2', '2/2']);
  expect(floor.jobs().map(({ text }) => /Weitere|REPRINT/.test(text))).toEqual([false, false]);
});

test('a change goes only to whom it concerns: a slip here, a first ticket there, a removal at the third', () => {
  const floor = floorWith(bar, { id: 'cold', sections: ['cold'] });
  const placed = order({ lineItems: [doner, ayran] });
  floor.take(placed);
  floor.printAll();
  floor.take(later(placed, { lineItems: [doner, item('Salat', 'cold')] }));
  const [, , ...news] = floor.jobs();
  expect(news.map(({ what }) => what)).toEqual(['bar change 0 queued', 'cold full 0 queued']);
  expect(news[0]?.text).toMatch(/ÄNDERUNG[\s\S]*ENTFÄLLT[\s\S]*Ayran/);
  expect(news[1]?.text).toContain('Salat');
});

test('what a printer has not begun is replaced, or not printed when nothing is left of it', () => {
  const floor = floorWith(bar);
  const placed = order({ lineItems: [doner, ayran] });
  floor.take(placed);
  floor.take(later(placed, { lineItems: [item('Börek', 'grill')] }));
  expect(floor.jobs().map(({ what }) => what)).toEqual(['kitchen full 0 queued', 'bar full 0 cancelled']);
  expect(floor.jobs()[0]?.text).toContain('Börek');
  floor.take(later(placed, { lineItems: [ayran] }));
  expect(floor.jobs().map(({ what }) => what)).toEqual(['kitchen full 0 cancelled', 'bar full 0 queued']);
});

test('a cancellation goes to all that got a ticket, and to nobody else', () => {
  const floor = floorWith(bar, { id: 'cold', sections: ['cold'] });
  const placed = order({ lineItems: [doner, ayran] });
  floor.take(placed);
  floor.printAll();
  floor.take(later(placed, { status: 'CANCELED' }));
  const slips = floor.jobs().filter(({ what }) => what.includes('cancel '));
  expect(slips.map(({ what }) => what)).toEqual(['kitchen cancel 0 queued', 'bar cancel 0 queued']);
  expect(slips[1]?.text).toMatch(/STORNIERT[\s\S]*Ayran/);
});

test('an order that comes back after its CANCEL slip is told whole again, as a change', () => {
  const floor = floorWith();
  const placed = order({ lineItems: [doner] });
  floor.take(placed);
  floor.printAll();
  floor.take(later(placed, { status: 'CANCELED' }));
  floor.printAll();
  floor.take(later(placed, {}));
  expect(floor.jobs().at(-1)?.what).toBe('kitchen change 0 queued');
  expect(floor.jobs().at(-1)?.text).toMatch(/ÄNDERUNG[\s\S]*NEU[\s\S]*1× Döner/);
});

test('a section that moves on the menu changes nothing by itself', () => {
  const floor = floorWith(bar);
  const placed = order({ lineItems: [item('Tee', 'grill')] });
  floor.take(placed);
  floor.printAll();
  floor.take(later(placed, { lineItems: [item('Tee', 'drinks')] }));
  expect(floor.jobs()).toHaveLength(1);
});

test('an order that cannot be read waits at the kitchen, and goes to its stations when it can', () => {
  const floor = floorWith(bar);
  const placed = order({ lineItems: [ayran] });
  floor.take({ ...placed, status: 'SOMETHING NEW' });
  expect(floor.jobs().map(({ what }) => what)).toEqual(['kitchen full 0 held']);
  floor.take(later(placed, {}));
  expect(floor.jobs().map(({ what }) => what)).toEqual(['kitchen full 0 cancelled', 'bar full 0 queued']);
});
