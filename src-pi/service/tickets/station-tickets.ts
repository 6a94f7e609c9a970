import type { Restaurant, Station } from '../../../src-shared/service/restaurant.ts';
import type { RenderedTicket, StationTickets } from '../database/station-jobs.ts';
import type { KitchenOrder } from '../wix/order.ts';
import type { TicketRenderer } from './kitchen.ts';
import { defaultStation, routeOrder, type StationShare } from './routing.ts';
import type { Sheet } from './sheet.ts';

/** Sets an order on paper for all stations of a restaurant. The default station's tickets come first in each answer. */
export interface TicketDesk {
  /** `before` is the order as it was printed; null where there is none or nobody could read it. */
  tickets(order: KitchenOrder, before: KitchenOrder | null): StationTickets[];
  /** For an order that cannot be read: the default station says so. */
  unreadable(name: string): StationTickets[];
  /** A ticket that the older service had written but not yet printed. */
  legacy(orderNumber: string, text: string): { ticket: RenderedTicket; station: StationTickets };
}

/** Builds the desk; `rendererOf` answers what sets the tickets of a station. */
export function ticketDesk(
  restaurant: Restaurant,
  rendererOf: (station: Station) => TicketRenderer,
  profileOf: (station: Station) => string,
): TicketDesk {
  const first = defaultStation(restaurant.stations);
  const stations = [first, ...restaurant.stations.filter((station) => station !== first)];
  const empty = (station: Station) => ({
    station: station.id,
    ticket: station.ticket,
    profile: profileOf(station),
    millimetres: rendererOf(station).millimetres,
    concernedBefore: false,
    full: [],
    change: [],
    cancel: [],
  });

  const ofStation = (order: KitchenOrder, share: StationShare, before: KitchenOrder | null, old?: StationShare) => {
    const { station, others, items } = share;
    const renderer = rendererOf(station);
    const mine = { ...order, items };
    const then = { ...(before ?? order), items: old?.items ?? [] };
    const each = (render: (part: { others: readonly string[]; copy: number; copies: number }) => Sheet | null) =>
      Array.from({ length: station.copies }, (_, index) =>
        render({ others, copy: index + 1, copies: station.copies }),
      ).flatMap((sheet) => (sheet ? [rendered(sheet)] : []));
    const concernedBefore = old?.concerned ?? false;
    const full = share.concerned ? each((part) => renderer.full(mine, part)) : [];
    return {
      ...empty(station),
      concernedBefore,
      full,
      change: concernedBefore || share.concerned ? each((part) => renderer.change(then, mine, part)) : [],
      cancel: each((part) => renderer.cancel(items.length > 0 ? mine : then, part)),
    };
  };

  return {
    tickets(order, before) {
      const old = before ? routeOrder(stations, before) : [];
      return routeOrder(stations, order).map((share, index) => ofStation(order, share, before, old[index]));
    },
    unreadable(name) {
      const sheet = rendered(rendererOf(first).unreadable(name));
      return [{ ...empty(first), full: [sheet], cancel: [sheet] }];
    },
    legacy(orderNumber, text) {
      return { ticket: rendered(rendererOf(first).legacy(orderNumber, text)), station: empty(first) };
    },
  };
}

function rendered(sheet: Sheet): RenderedTicket {
  return { payload: sheet.bytes, plainText: sheet.plainText };
}
