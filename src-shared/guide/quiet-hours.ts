/** Orders of one hour of the calendar: `2026-11-23T17` in UTC. */
export interface HourOfOrders {
  readonly hour: string;
  readonly orders: number;
}

/** Orders by weekday (0 is Monday) and hour of the restaurant's clock. */
export type Busyness = readonly (readonly number[])[];

/** A time for a deployment. ISO instants. */
export interface MaintenanceWindow {
  readonly from: string;
  readonly to: string;
}

/** Fewer orders than this tell nothing of a restaurant's week. */
export const enoughOrders = 30;
/** People are there, awake, and can look at the printer. */
export const workingHours = { from: 8, to: 23 } as const;
const windowHours = 1;
const aheadDays = 7;

/** Adds up hours of the calendar by this computer's clock, which is the restaurant's. */
export function busynessOf(hours: readonly HourOfOrders[]): Busyness {
  const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const { hour, orders } of hours) {
    const at = new Date(`${hour}:00:00Z`);
    const day = week[(at.getDay() + 6) % 7];
    if (day && !Number.isNaN(at.getTime())) day[at.getHours()] = (day[at.getHours()] ?? 0) + orders;
  }
  return week;
}

/** All orders of the weeks that were counted. */
export function ordersOf(week: Busyness): number {
  return week.flat().reduce((sum, orders) => sum + orders, 0);
}

/** Orders in an hour and, with half their weight, in the ones beside it: a quiet hour before the rush is not that quiet. */
function weightOf(week: Busyness, day: number, hour: number): number {
  const orders = (offset: number) => week[day]?.[hour + offset] ?? 0;
  return orders(0) + (orders(-1) + orders(1)) / 2;
}

/**
 * The quietest hours of the coming week, the best first, one a day: those in which people are about (from an hour before the
 * day's first order to its last) and fewest orders come; of equals the one furthest from any rush, then the earlier. A day
 * without orders is left out: nobody is there. Empty if too few orders are known.
 */
export function proposeWindows(week: Busyness, now: Date, most = 3): MaintenanceWindow[] {
  if (ordersOf(week) < enoughOrders) return [];
  const found: { from: Date; weight: number; distance: number }[] = [];
  for (let ahead = 0; ahead <= aheadDays; ahead += 1) {
    const ofDay: typeof found = [];
    const { from: first, to: last } = peopleThere(week, now, ahead);
    for (let hour = first; hour <= last; hour += 1) {
      const from = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead, hour);
      // In a night when the clock is put forward there is no such hour.
      if (from.getHours() !== hour || from <= now) continue;
      const day = (from.getDay() + 6) % 7;
      ofDay.push({ from, weight: weightOf(week, day, hour), distance: distanceToRush(week[day] ?? [], hour) });
    }
    const [best] = ofDay.sort(byQuiet);
    if (best) found.push(best);
  }
  return found
    .sort(byQuiet)
    .slice(0, most)
    .map(({ from }) => ({
      from: from.toISOString(),
      to: new Date(from.getTime() + windowHours * 3_600_000).toISOString(),
    }));
}

/** The hours of a day in which somebody is in the restaurant; none (`from` after `to`) where it is closed. */
function peopleThere(week: Busyness, now: Date, ahead: number): { from: number; to: number } {
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead);
  const busy = (week[(date.getDay() + 6) % 7] ?? []).flatMap((orders, hour) => (orders > 0 ? [hour] : []));
  return {
    from: Math.max(workingHours.from, Math.min(...busy) - 1),
    to: Math.min(workingHours.to - 1, Math.max(...busy)),
  };
}

function byQuiet(
  a: { from: Date; weight: number; distance: number },
  b: { from: Date; weight: number; distance: number },
): number {
  return a.weight - b.weight || b.distance - a.distance || a.from.getTime() - b.from.getTime();
}

/** Hours to the nearest one with more orders than the day's mean; at most 3, because further off is no quieter. */
function distanceToRush(day: readonly number[], hour: number): number {
  const mean = day.reduce((sum, orders) => sum + orders, 0) / 24;
  const rush = day.flatMap((orders, at) => (orders > mean ? [Math.abs(at - hour)] : []));
  return Math.min(3, ...rush);
}

/** Where an instant lies: long before, soon (an hour or less before), in it, or past it. */
export function windowState({ from, to }: MaintenanceWindow, now: number): 'ahead' | 'soon' | 'open' | 'past' {
  if (now >= Date.parse(to)) return 'past';
  if (now >= Date.parse(from)) return 'open';
  return Date.parse(from) - now <= 3_600_000 ? 'soon' : 'ahead';
}
