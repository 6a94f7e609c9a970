import type { Station } from '../../../src-shared/service/restaurant.ts';
import type { RenderedTicket, StationTickets } from '../database/station-jobs.ts';
import type { KitchenOrder } from '../wix/order.ts';
import type { Part } from './kit.ts';
import type { TicketRenderers } from './renderers.ts';
import { defaultStation, routeOrder, type StationShare } from './routing.ts';
import { type Line, type Sheet, setLines } from './sheet.ts';

/** Sets an order on paper for all stations of a restaurant. The default station's tickets come first in each answer. */
export interface TicketDesk {
  /** `before` is the order as it was printed; null where there is none or nobody could read it. */
  tickets(order: KitchenOrder, before: KitchenOrder | null): StationTickets[];
  /** For an order that cannot be read: the default station says so. */
  unreadable(name: string): StationTickets[];
  /** A ticket that the older service had written but not yet printed, at the station for this kind, or where everything else goes. */
  legacy(
    orderNumber: string,
    text: string,
    kind: Station['ticket'],
  ): { ticket: RenderedTicket; station: StationTickets };
}

/** Builds the desk. */
export function ticketDesk(
  restaurant: { readonly stations: readonly Station[] },
  renderers: TicketRenderers,
): TicketDesk {
  const first = defaultStation(restaurant.stations);
  const stations = [first, ...restaurant.stations.filter((station) => station !== first)];
  const empty = (station: Station): StationTickets => {
    const { profile, millimetres } = renderers.ofStation(station).paper;
    const { id, ticket } = station;
    return { station: id, ticket, profile, millimetres, concernedBefore: false, full: [], change: [], cancel: [] };
  };
  const ofStation = (
    order: KitchenOrder,
    share: StationShare,
    before: KitchenOrder | null,
    old?: StationShare,
  ): StationTickets => {
    const { station, others, items } = share;
    const { lines, paper } = renderers.ofStation(station);
    const mine = { ...order, items };
    const then = { ...(before ?? order), items: old?.items ?? [] };
    const each = (say: (part: Part) => Line[] | null) =>
      Array.from({ length: station.copies }, (_, index) => say({ others, copy: index + 1, copies: station.copies }))
        .filter((told) => told !== null)
        .map((told) => rendered(setLines(told, paper)));
    const concernedBefore = old?.concerned ?? false;
    return {
      ...empty(station),
      concernedBefore,
      full: share.concerned ? each((part) => lines.full(mine, part)) : [],
      change: concernedBefore || share.concerned ? each((part) => lines.change(then, mine, part)) : [],
      cancel: each((part) => lines.cancel(items.length > 0 ? mine : then, part)),
    };
  };

  return {
    tickets(order, before) {
      const old = before ? routeOrder(stations, before) : [];
      return routeOrder(stations, order).map((share, index) => ofStation(order, share, before, old[index]));
    },
    unreadable(name) {
      const sheet = rendered(renderers.ofStation(first).slips.unreadable(name));
      return [{ ...empty(first), full: [sheet], cancel: [sheet] }];
    },
    legacy(orderNumber, text, kind) {
      const station = stations.find(({ ticket }) => ticket === kind) ?? first;
      const sheet = renderers.ofStation(station).slips.legacy(orderNumber, text);
      return { ticket: rendered(sheet), station: empty(station) };
    },
  };
}

function rendered(sheet: Sheet): RenderedTicket {
  return { payload: sheet.bytes, plainText: sheet.plainText };
}
