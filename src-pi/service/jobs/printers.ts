import type { PrinterState } from '../../../src-shared/service/panel.ts';
import type { Restaurant, RestaurantPrinter } from '../../../src-shared/service/restaurant.ts';
import type { DatabaseClient } from '../database/client.ts';
import { testStation } from '../database/test-station.ts';
import type { CircuitBreaker } from '../healing/circuit-breaker.ts';
import type { Log } from '../life/log.ts';
import type { Capability } from '../printer/conversation.ts';
import type { OpenLine } from '../printer/line.ts';
import { isAble } from '../printer/status.ts';
import type { AddressBook } from '../printer/wandering.ts';
import type { StatusBoard } from '../status-board.ts';
import type { TicketSlips } from '../tickets/slips.ts';
import { type PrinterWorker, startPrinterWorker } from './printer-worker.ts';
import { planStations, type Readiness, type StationPlan, withGivenUpStations } from './station-plan.ts';

/** All printers of the restaurant at work. */
export interface Printers {
  /** There may be something to print. */
  wake(): void;
  /** A ticket that stands still in a printer is to be forgotten there and printed anew. False: no printer has it. */
  printAnew(jobId: number): boolean;
  /** Finishes the tickets in hand, then lets go of the printers. */
  stop(): Promise<void>;
}

export interface PrintersParts {
  readonly restaurant: Restaurant;
  readonly database: DatabaseClient;
  readonly board: Pick<StatusBoard, 'printer' | 'standIns' | 'foreignTicket'>;
  readonly log: Log;
  readonly open: (printer: RestaurantPrinter, book: AddressBook) => OpenLine;
  /** Sets the marks above second tickets in the fonts of the printer. */
  readonly slipsOf: (printer: RestaurantPrinter) => TicketSlips;
  readonly release: string;
  readonly bootId: string;
  /** By the printer's id. */
  readonly breakers: ReadonlyMap<string, CircuitBreaker>;
  /** The present instant as ISO text, by the best clock there is: tickets for later wait for it. */
  now(): string;
  readonly maximumAttempts: number;
  readonly failoverMilliseconds: number;
  /** After so long a ticket of which nobody knows is printed again, marked; null where a person is asked. */
  readonly reprintUnknownMilliseconds: number | null;
  /** Printers that a start before this one may have left with half a ticket, by the names in `attempts`. */
  readonly interrupted: readonly string[];
}

/**
 * One worker for each printer, so that one that hangs stops nobody else. Each prints the jobs of its stations, and those of a
 * station whose own printer cannot for too long and that names it as spare.
 */
export async function startPrinters(parts: PrintersParts): Promise<Printers> {
  const { restaurant, database, board, log } = parts;
  const known = await database.call('stationsWithOpenJobs');
  const own = new Set(restaurant.printers.map(({ id }) => testStation(id)));
  const stations = withGivenUpStations(
    restaurant.stations,
    known.filter((id) => !own.has(id)),
  );
  const started = performance.now();
  const readiness = new Map<string, Readiness>(
    restaurant.printers.map(({ id }) => [id, { able: false, since: started }]),
  );
  const ids = new Set(restaurant.printers.map(({ id }) => id));
  const states = new Map<string, PrinterState>();
  const workers = new Map<string, PrinterWorker>();
  const plan = () => planStations(stations, readiness, performance.now(), parts.failoverMilliseconds);
  let current: StationPlan = plan();

  const stationsOf = (printer: string) => [
    testStation(printer),
    ...stations.filter(({ id }) => current.get(id) === printer).map(({ id }) => id),
  ];
  const standInName = (printer: string, station: string) => {
    const found = stations.find(({ id }) => id === station);
    return found && found.printer !== printer ? found.name : null;
  };

  const record = (kind: string, data: Record<string, unknown>) => {
    log.warn(data, kind);
    database.call('record', { kind, data }).catch((error) => log.error({ error: String(error) }, 'not recorded'));
  };
  const shared = (printer: string) => {
    board.foreignTicket(printer);
    record('printer-shared', { printer });
  };
  const replan = () => {
    const before = current;
    current = plan();
    if ([...current].every(([station, printer]) => before.get(station) === printer)) return;
    for (const { id, name, printer: own } of stations) {
      const printer = current.get(id) ?? own;
      if (printer === before.get(id)) continue;
      record(printer === own ? 'station-back' : 'station-on-spare', { station: id, stationName: name, printer, own });
      workers.get(printer)?.wake();
    }
    board.standIns(
      restaurant.printers.map(({ id }) =>
        stations
          .filter((station) => station.printer !== id && current.get(station.id) === id)
          .map((station) => station.name),
      ),
    );
  };

  const reported = async (id: string, state: PrinterState, capability: Capability | null): Promise<void> => {
    const able = isAble(state, capability);
    const was = readiness.get(id);
    if (able) readiness.set(id, { able });
    else if (was?.able !== false) readiness.set(id, { able, since: performance.now() });
    const changed = states.get(id) !== state;
    states.set(id, state);
    if (able) parts.breakers.get(id)?.succeeded();
    else parts.breakers.get(id)?.failed(state);
    if (changed) log.info({ printer: id, state }, 'printer state');
    board.printer(id, state, capability);
    if (was?.able !== able) replan();
    // Again and again while it is away: orders come in all the time.
    if (changed || !able) await database.call('printerCame', { stations: stationsOf(id), able, at: parts.now() });
  };

  for (const printer of restaurant.printers) {
    const configured = JSON.stringify(printer.connection);
    workers.set(
      printer.id,
      startPrinterWorker({
        id: printer.id,
        stations: () => stationsOf(printer.id),
        standsInFor: (station) => standInName(printer.id, station),
        open: parts.open(printer, {
          found: () => database.call('foundAddress', { id: printer.id, configured }),
          moved: (from, to) => database.call('printerMoved', { id: printer.id, configured, from, to }),
        }),
        database,
        slips: parts.slipsOf(printer),
        log,
        release: parts.release,
        bootId: parts.bootId,
        now: parts.now,
        maximumAttempts: parts.maximumAttempts,
        configured,
        interrupted: parts.interrupted.some((name) => name === printer.id || !ids.has(name)),
        onState: (state, capability) => reported(printer.id, state, capability),
        onForeignTicket: () => shared(printer.id),
      }),
    );
  }
  const timers: NodeJS.Timeout[] = [];
  const everySecond = (act: () => unknown) => timers.push(setInterval(act, 1000).unref());
  const patience = parts.reprintUnknownMilliseconds;
  if (patience !== null)
    everySecond(() =>
      database
        .call('reprintUnknown', new Date(Date.now() - patience).toISOString())
        .catch((error) => log.error({ error: String(error) }, 'unknown tickets not decided')),
    );
  if (stations.some(({ sparePrinter }) => sparePrinter !== null)) everySecond(replan);

  return {
    wake() {
      for (const worker of workers.values()) worker.wake();
    },
    printAnew: (jobId) => [...workers.values()].some((worker) => worker.printAnew(jobId)),
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([...workers.values()].map((worker) => worker.stop()));
    },
  };
}
