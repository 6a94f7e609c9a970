import type { Restaurant, RestaurantPrinter, Station } from '../../../src-shared/service/restaurant.ts';
import { customerTicket } from './customer.ts';
import { driverTicket } from './driver.ts';
import { type RestaurantIdentity, type TicketLines, ticketKit } from './kit.ts';
import { kitchenTicket } from './kitchen.ts';
import { type PaperSettings, paperOfPrinter } from './profiles.ts';
import { type TicketSlips, ticketSlips } from './slips.ts';
import { readTicketWords, type TicketWords } from './words.ts';

/** All that sets tickets for a restaurant: for its stations and for its printers. */
export interface TicketRenderers {
  /** What a station's tickets say, and the paper that they are set for: what its printer and its spare have in common. */
  ofStation(station: Station): { lines: TicketLines; slips: TicketSlips; paper: PaperSettings };
  slipsOf(printer: RestaurantPrinter): TicketSlips;
}

/** Builds the renderers. Words in `words` are for tests; the restaurant's layout says which language they have. */
export function ticketRenderers(
  restaurant: Restaurant,
  identity: RestaurantIdentity,
  timeZone: string | undefined,
  words: TicketWords = readTicketWords(restaurant.layout.language),
): TicketRenderers {
  const { layout, sectionNames } = restaurant;
  const printerOf = (id: string | null) => restaurant.printers.find((printer) => printer.id === id) ?? null;
  const sounds = (id: string) => {
    const station = restaurant.stations.find((one) => one.id === id);
    return station !== undefined && layout[station.ticket].buzzer;
  };
  const made = new Map<string, ReturnType<TicketRenderers['ofStation']>>();
  const make = (station: Station) => {
    const printer = printerOf(station.printer);
    if (!printer) throw new Error(`station ${station.id} has no printer`);
    const paper = paperOfPrinter(printer, printerOf(station.sparePrinter), timeZone);
    const kit = ticketKit(words, paper.columns, timeZone);
    const lines = {
      kitchen: () => kitchenTicket(kit, layout.kitchen, sectionNames),
      driver: () => driverTicket(kit, layout.driver),
      customer: () => customerTicket(kit, layout.customer, identity),
    }[station.ticket]();
    return { lines, slips: ticketSlips(words, paper, sounds), paper };
  };
  return {
    ofStation(station) {
      const known = made.get(station.id) ?? make(station);
      made.set(station.id, known);
      return known;
    },
    slipsOf: (printer) => ticketSlips(words, paperOfPrinter(printer, null, timeZone), sounds),
  };
}
