import type { PrinterState } from '../../../src-shared/service/panel.ts';
import type { DatabaseClient } from '../database/client.ts';
import { now } from '../database/times.ts';
import type { Log } from '../life/log.ts';
import { cutOff, resynchronise } from '../printer/commands.ts';
import type { OpenPrinter, PrinterConnection } from '../printer/connection.ts';
import { type Capability, type Conversation, converse } from '../printer/conversation.ts';
import { printTicket } from '../printer/print.ts';
import { canPrint } from '../printer/status.ts';
import { type PrintJobParts, printJob } from './print-job.ts';
import { wakeable } from './wakeable.ts';

export interface PrinterWorker {
  /** There may be something to print. */
  wake(): void;
  /** Finishes the ticket in hand, then lets go of the printer. */
  stop(): Promise<void>;
}

export interface PrinterWorkerParts extends PrintJobParts {
  /** The printer's id in the restaurant. */
  readonly id: string;
  /** Whose tickets it prints at this moment. */
  stations(): readonly string[];
  readonly open: OpenPrinter;
  readonly database: DatabaseClient;
  readonly log: Log;
  readonly acknowledgementMilliseconds: number;
  /** A ticket was broken off before this start: the printer may be in the middle of it. */
  readonly interrupted: boolean;
  /** The state at each look; `capability` is null while nobody knows. */
  onState(state: PrinterState, capability: Capability | null): Promise<void>;
}

/** How often the printer is called while it is away, and asked while nothing is to be done. */
const lookEveryMilliseconds = 1000;

/** The one worker of one printer: it alone holds the line, and one ticket at a time is on it. */
export function startPrinterWorker(parts: PrinterWorkerParts): PrinterWorker {
  const { database, log } = parts;
  const capabilityKey = `printer.${parts.id}.capability`;
  const pause = wakeable();
  let stopping = false;
  let brokenOff = parts.interrupted;
  let capability: Capability | null = null;

  const run = async () => {
    capability = (await database.call('readMeta', capabilityKey)) as Capability | null;
    while (!stopping) {
      let connection: PrinterConnection;
      try {
        connection = await parts.open();
      } catch (error) {
        log.debug({ error: String(error) }, 'printer not reached');
        await becomes('unreachable');
        await pause.sleep(lookEveryMilliseconds);
        continue;
      }
      try {
        await serve(converse(connection));
      } finally {
        await connection.end();
      }
      if (!stopping) await pause.sleep(lookEveryMilliseconds);
    }
  };

  /** One line, from its opening until it closes or has to be opened anew. */
  const serve = async (talk: Conversation): Promise<void> => {
    const { connection } = talk;
    let heardAnything = false;
    let probed = false;
    const lateProofs: Promise<unknown>[] = [];
    talk.onAnswer((answer) => {
      heardAnything = true;
      // A ticket of which we had lost sight, named late: the database knows whether anybody waits for it.
      if (answer.kind === 'process-id' && answer.id.startsWith('E'))
        lateProofs.push(
          database.call('proveByPrinter', answer.id).catch((error) => log.error({ error: String(error) })),
        );
    });
    if (brokenOff) await connection.write(resynchronise).catch(() => {});
    while (!stopping) {
      const answered = await talk.readState();
      const silent = answered === 'mute' && capability !== null && capability !== 'A1';
      // One that has told before and now says nothing: its single line is held by somebody else, or it went away unheard.
      const found = silent ? (heardAnything ? 'unreachable' : 'busy-elsewhere') : answered;
      if (connection.isClosed()) {
        await becomes(heardAnything ? 'unreachable' : 'busy-elsewhere');
        return;
      }
      // One that never told anything may still print.
      const oneWay = found === 'mute' && !heardAnything;
      if (canPrint(found) && !probed) {
        await probe(talk);
        probed = true;
        const proofs = await Promise.all(lateProofs);
        if (brokenOff && !proofs.includes(true)) await connection.write(cutOff).catch(() => {});
        brokenOff = false;
      }
      if (oneWay) capability = 'A1';
      await becomes(found);
      if (found === 'unreachable') return;
      if ((canPrint(found) || oneWay) && !(await printWaiting(talk))) return;
      await pause.sleep(lookEveryMilliseconds);
    }
  };

  const probe = async (talk: Conversation): Promise<void> => {
    let found = await talk.probe();
    // Less than before may be an accident; the same twice is a fact. (A4 is the best.)
    if (capability !== null && found < capability) found = await talk.probe();
    if (found !== capability) await database.call('writeMeta', { key: capabilityKey, value: found });
    capability = found;
  };

  const becomes = (found: PrinterState) => parts.onState(found, capability);

  /** Prints until nothing waits or the printer cannot. False: this line must be opened anew. */
  const printWaiting = async (talk: Conversation): Promise<boolean> => {
    while (!stopping) {
      const job = await database.call('nextJob', { stations: parts.stations(), at: now() });
      if (!job) return true;
      const end = await printJob(parts, job, {
        isClosed: talk.connection.isClosed,
        print: (frame, ids, steps) => {
          const { acknowledgementMilliseconds } = parts;
          return printTicket(talk, frame, ids, { capability: capability ?? 'A1', acknowledgementMilliseconds }, steps);
        },
        onStopped: becomes,
      });
      if (end === 'broken-off') brokenOff = true;
      if (end !== 'done') return false;
      const found = await talk.readState();
      if (!canPrint(found) && capability !== 'A1') return !talk.connection.isClosed();
    }
    return true;
  };

  const running = run().catch((error) => {
    log.fatal({ error: String(error) }, 'printer worker ended');
    throw error;
  });
  return {
    wake: pause.wake,
    async stop() {
      stopping = true;
      pause.wake();
      await running.catch(() => {});
    },
  };
}
