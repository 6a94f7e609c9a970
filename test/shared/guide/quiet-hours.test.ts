import { expect, test } from 'vitest';
import {
  busynessOf,
  enoughOrders,
  ordersOf,
  proposeWindows,
  windowState,
} from '../../../src-shared/guide/quiet-hours.ts';

/** A week with lunch from eleven to two and dinner from five to ten; Monday's lunch is closed. */
const week: number[][] = Array.from({ length: 7 }, (_day, day) =>
  Array.from({ length: 24 }, (_hour, hour) => {
    if (hour >= 17 && hour < 22) return 20;
    return day > 0 && hour >= 11 && hour < 14 ? 10 : 0;
  }),
);
/** A Wednesday, ten in the morning, by this computer's clock. */
const now = new Date(2026, 10, 25, 10, 0);

test('the quietest hour of a day lies between the rushes and never in the night', () => {
  const windows = proposeWindows(week, now, 8);
  expect(windows.length).toBeGreaterThanOrEqual(7);
  for (const { from, to } of windows) {
    const begin = new Date(from);
    expect(begin > now).toBe(true);
    expect(begin.getHours()).toBeGreaterThanOrEqual(8);
    expect(week[(begin.getDay() + 6) % 7]?.[begin.getHours()]).toBe(0);
    expect(Date.parse(to) - Date.parse(from)).toBe(3_600_000);
  }
  expect(new Set(windows.map(({ from }) => new Date(from).toDateString())).size).toBe(windows.length);
});

test('nobody is asked for on a closed day, nor long before the first order', () => {
  const closedMonday = week.map((day, place) => (place === 0 ? day.map(() => 0) : day));
  const windows = proposeWindows(closedMonday, now, 8).map(({ from }) => new Date(from));
  expect(windows.length).toBeGreaterThanOrEqual(6);
  for (const from of windows) {
    expect(from.getDay()).not.toBe(1);
    expect(from.getHours()).toBeGreaterThanOrEqual(10);
  }
});

test('a single order moves the proposal away from its hour', () => {
  const hourOf = (busy: typeof week) => new Date(proposeWindows(busy, now, 1)[0]?.from ?? 0).getHours();
  const first = hourOf(week);
  const spoilt = week.map((day) => day.map((orders, hour) => (hour === first ? orders + 1 : orders)));
  expect(hourOf(spoilt)).not.toBe(first);
});

test('too few orders tell nothing', () => {
  const few = week.map((day, place) => day.map((_orders, hour) => (place === 2 && hour === 12 ? enoughOrders - 1 : 0)));
  expect(proposeWindows(few, now)).toEqual([]);
});

test('hours in UTC are counted by the clock of this computer, and none is lost', () => {
  const noon = new Date(2026, 10, 25, 12, 30);
  const hours = [
    { hour: noon.toISOString().slice(0, 13), orders: 4 },
    { hour: 'nonsense', orders: 9 },
  ];
  const counted = busynessOf(hours);
  expect(counted[2]?.[new Date(`${hours[0]?.hour}:00:00Z`).getHours()]).toBe(4);
  expect(ordersOf(counted)).toBe(4);
});

test('ahead, soon, open, past', () => {
  const window = { from: '2026-11-25T14:00:00.000Z', to: '2026-11-25T15:00:00.000Z' };
  const state = (time: string) => windowState(window, Date.parse(`2026-11-25T${time}:00Z`));
  expect(['12:59', '13:00', '14:00', '14:59', '15:00'].map(state)).toEqual(['ahead', 'soon', 'open', 'open', 'past']);
});
