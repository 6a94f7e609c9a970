import type { Station } from '../../../src-shared/service/restaurant.ts';

/** Whether a printer can do its work, and since when (milliseconds of a monotonic clock) it cannot. */
export type Readiness = { readonly able: true } | { readonly able: false; readonly since: number };

/** Which printer each station's tickets come out of at this moment, by the stations' ids. */
export type StationPlan = ReadonlyMap<string, string>;

/**
 * Makes the plan. A station keeps its own printer unless that has been unable for the whole patience and the spare one can
 * print; it returns as soon as its own can. Where neither can, it waits for its own.
 */
export function planStations(
  stations: readonly Station[],
  readiness: ReadonlyMap<string, Readiness>,
  at: number,
  patienceMilliseconds: number,
): StationPlan {
  return new Map(
    stations.map(({ id, printer, sparePrinter }) => {
      const own = readiness.get(printer);
      const givenUp = own !== undefined && !own.able && at - own.since >= patienceMilliseconds;
      const relieved = givenUp && sparePrinter !== null && readiness.get(sparePrinter)?.able === true;
      return [id, relieved ? sparePrinter : printer];
    }),
  );
}

/**
 * The stations of the restaurant, and those that it has given up while tickets were waiting for them: these come out where the
 * tickets come out that nobody else claims.
 */
export function withGivenUpStations(stations: readonly Station[], withJobs: readonly string[]): Station[] {
  const known = new Set(stations.map(({ id }) => id));
  const rest = stations.find(
    ({ ticket, sections, fulfilments }) => ticket === 'kitchen' && sections.length === 0 && fulfilments.length === 0,
  );
  const givenUp = rest ? withJobs.filter((id) => !known.has(id)).map((id) => ({ ...rest, id, name: id })) : [];
  return [...stations, ...givenUp];
}
