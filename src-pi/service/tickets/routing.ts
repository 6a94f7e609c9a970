import type { Station } from '../../../src-shared/service/restaurant.ts';
import type { KitchenItem, KitchenOrder } from '../wix/order.ts';

/** What one station has to do with an order. */
export interface StationShare {
  readonly station: Station;
  /** Empty for a kitchen station that has nothing to make. Drivers and customers have the whole order or nothing. */
  readonly items: readonly KitchenItem[];
  /** Whether the order makes a ticket here. */
  readonly concerned: boolean;
  /** Names of the other kitchen stations that make a part of this order, so that nobody takes this part for the whole. */
  readonly others: readonly string[];
}

/**
 * Divides an order among the stations. A kitchen station makes the items of its sections; what no station claims goes to each
 * kitchen station without sections. Nothing is ever lost: an order that no kitchen station would make, for instance one without
 * items, goes to the first that takes what the others leave.
 */
export function routeOrder(stations: readonly Station[], order: KitchenOrder): StationShare[] {
  const takes = (station: Station) =>
    station.fulfilments.length === 0 || station.fulfilments.includes(order.fulfilment);
  const kitchens = stations.filter((station) => station.ticket === 'kitchen' && takes(station));
  const claimed = new Set(kitchens.flatMap(({ sections }) => sections));
  const itemsOf = (station: Station): readonly KitchenItem[] => {
    if (station.ticket !== 'kitchen') return order.items;
    if (station.sections.length > 0) return order.items.filter(({ section }) => station.sections.includes(section));
    return order.items.filter(({ section }) => !claimed.has(section));
  };
  const busy = kitchens.filter((station) => itemsOf(station).length > 0);
  const makers = busy.length > 0 ? busy : [defaultStation(stations)];
  return stations.map((station) => {
    const concerned = station.ticket === 'kitchen' ? makers.includes(station) : takes(station);
    const others = makers.filter((maker) => maker !== station && station.ticket === 'kitchen').map(({ name }) => name);
    return { station, items: concerned ? itemsOf(station) : [], concerned, others };
  });
}

/** The kitchen station that takes what the others leave; the restaurant's schema promises that there is one. */
export function defaultStation(stations: readonly Station[]): Station {
  const kitchens = stations.filter(({ ticket }) => ticket === 'kitchen');
  const found =
    kitchens.find(({ sections, fulfilments }) => sections.length === 0 && fulfilments.length === 0) ??
    kitchens[0] ??
    stations[0];
  if (!found) throw new Error('a restaurant without a station');
  return found;
}
