import type { Restaurant } from '../../../src-shared/service/restaurant.ts';

/** An id that none of these has: `printer`, else `printer-2` and so on. */
export function freshId(begin: string, taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  if (!ids.has(begin)) return begin;
  let number = 2;
  while (ids.has(`${begin}-${number}`)) number += 1;
  return `${begin}-${number}`;
}

/** Without a printer: its stations go to the first that is left, so that no ticket is without one. */
export function withoutPrinter(
  { printers, stations }: Restaurant,
  id: string,
): Pick<Restaurant, 'printers' | 'stations'> {
  const left = printers.filter((printer) => printer.id !== id);
  const heir = left[0]?.id ?? id;
  return {
    printers: left,
    stations: stations.map((station) => {
      const printer = station.printer === id ? heir : station.printer;
      const spare = station.sparePrinter === id || station.sparePrinter === printer ? null : station.sparePrinter;
      return { ...station, printer, sparePrinter: spare };
    }),
  };
}

/** Would every order still have a kitchen that makes what the others leave? */
export function someoneTakesTheRest(stations: Restaurant['stations']): boolean {
  return stations.some(
    ({ ticket, sections, fulfilments }) => ticket === 'kitchen' && sections.length === 0 && fulfilments.length === 0,
  );
}
