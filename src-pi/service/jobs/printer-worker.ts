import type { PrinterState } from '../../../src-shared/service/panel.ts';
import type { Capability } from '../printer/conversation.ts';
import type { LineReports, OpenLine, PrinterLine, PrinterMemory } from '../printer/line.ts';
import { canPrint, isAble } from '../printer/status.ts';
import { type PrintJobParts, printJob } from './print-job.ts';
import { wakeable } from './wakeable.ts';

export interface PrinterWorker {
  /** There may be something to print. */
  wake(): void;
  /** A ticket that stands still in the printer is to be forgotten there and printed anew. False: this worker has not got it. */
  printAnew(jobId: number): boolean;
  /** Finishes the ticket in hand, then lets go of the printer. */
  stop(): Promise<void>;
}

export interface PrinterWorkerParts extends Omit<PrintJobParts, 'isUnwanted'> {
  /** The present instant as ISO text, by the best clock there is. */
  now(): string;
  /** Whose tickets it prints at this moment. */
  stations(): readonly string[];
  readonly open: OpenLine;
  /** What the connection is, by the restaurant's settings: what was learnt over another one does not hold. */
  readonly configured: string;
  /** A ticket was broken off before this start: the printer may be in the middle of it. */
  readonly interrupted: boolean;
  /** The state at each look; `capability` is null while nobody knows. */
  onState(state: PrinterState, capability: Capability | null): Promise<void>;
  /** The printer has finished a ticket that was not ours: somebody else uses it, too. */
  onForeignTicket(): void;
}

/** How often the printer is looked at while nothing is to be done. */
const lookEveryMilliseconds = 1000;
/** How often it is called while it is away: a kitchen waits for it. */
const callEveryMilliseconds = 400;

/** The one worker of one printer: it alone holds the line, and one ticket at a time is on it. */
export function startPrinterWorker(parts: PrinterWorkerParts): PrinterWorker {
  const { database, log, id, configured } = parts;
  const pause = wakeable();
  const memory: PrinterMemory = { capability: null, identity: null, brokenOff: parts.interrupted };
  let stopping = false;
  /** The ticket that stands still in the printer, and whether somebody wants it anew. */
  let standing: { jobId: number; unwanted: boolean } | null = null;

  const reports: LineReports = {
    onTicketEnd: async (endId) => {
      try {
        const word = await database.call('proveByPrinter', endId);
        if (word === 'foreign') parts.onForeignTicket();
        return word === 'proof';
      } catch (error) {
        log.error({ error: String(error) }, 'late word of the printer not kept');
        return false;
      }
    },
    onLearnt: () => database.call('rememberPrinter', { id, configured, ...memory }),
  };
  const becomes = (state: PrinterState) => parts.onState(state, memory.capability);

  const run = async () => {
    const known = await database.call('readPrinter', { id, configured });
    if (known) Object.assign(memory, known);
    while (!stopping) {
      let line: PrinterLine | 'busy-elsewhere';
      try {
        line = await parts.open(memory, reports);
      } catch (error) {
        log.debug({ printer: id, error: String(error) }, 'printer not reached');
        await becomes('unreachable');
        await pause.sleep(callEveryMilliseconds);
        continue;
      }
      if (line === 'busy-elsewhere') {
        await becomes('busy-elsewhere');
        await pause.sleep(lookEveryMilliseconds);
        continue;
      }
      line.onNews(pause.wake);
      try {
        await serve(line);
      } finally {
        await line.end();
      }
      if (!stopping) await pause.sleep(lookEveryMilliseconds);
    }
  };

  /** One line, from its opening until it closes or has to be opened anew. */
  const serve = async (line: PrinterLine): Promise<void> => {
    while (!stopping) {
      const state = await line.look();
      await becomes(state);
      if (line.isClosed() || state === 'unreachable') return;
      if (isAble(state, memory.capability) && !(await printWaiting(line))) return;
      await pause.sleep(lookEveryMilliseconds);
    }
  };

  /** Prints until nothing waits or the printer cannot. False: this line must be opened anew. */
  const printWaiting = async (line: PrinterLine): Promise<boolean> => {
    while (!stopping) {
      const job = await database.call('nextJob', { stations: parts.stations(), at: parts.now() });
      if (!job) return true;
      const end = await printJob({ ...parts, isUnwanted: () => standing?.unwanted ?? false }, job, line, (state) => {
        standing = state === null ? null : (standing ?? { jobId: job.id, unwanted: false });
        return state === null ? Promise.resolve() : becomes(state);
      });
      standing = null;
      if (end === 'line-lost') return false;
      const state = await line.look();
      if (!canPrint(state) && memory.capability !== 'A1') {
        await becomes(state);
        return !line.isClosed() && state !== 'unreachable';
      }
    }
    return true;
  };

  const running = run().catch((error) => {
    log.fatal({ printer: id, error: String(error) }, 'printer worker ended');
    throw error;
  });
  return {
    wake: pause.wake,
    printAnew(jobId) {
      if (standing?.jobId !== jobId) return false;
      standing.unwanted = true;
      return true;
    },
    async stop() {
      stopping = true;
      pause.wake();
      await running.catch(() => {});
    },
  };
}
