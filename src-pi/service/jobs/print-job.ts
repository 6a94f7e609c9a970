import { Refusal } from '../../../src-shared/contract/errors.ts';
import type { PrinterState } from '../../../src-shared/service/panel.ts';
import type { Claim, NextJob } from '../database/attempts.ts';
import type { DatabaseClient } from '../database/client.ts';
import type { JobChange } from '../database/jobs.ts';
import { now } from '../database/times.ts';
import type { Log } from '../life/log.ts';
import type { PrinterLine } from '../printer/line.ts';
import { frameTicket } from '../tickets/frame.ts';
import type { TicketSlips } from '../tickets/slips.ts';
import type { Happening } from './transitions.ts';

/** What is the same for all tickets of a printer. */
export interface PrintJobParts {
  /** The printer's id in the restaurant. */
  readonly id: string;
  readonly database: DatabaseClient;
  readonly slips: TicketSlips;
  readonly log: Log;
  readonly release: string;
  readonly bootId: string;
  readonly maximumAttempts: number;
  /** The name of the station if this printer prints it for another; null for a station of its own. */
  standsInFor(station: string): string | null;
  /** Does a person want the ticket that stands still in the printer to be printed anew? */
  isUnwanted(): boolean;
}

/** After `line-lost` the line must be opened anew. */
export type JobEnd = 'done' | 'line-lost';

/**
 * Claims a job, prints it and writes down what came of it. `onStanding` hears why the printer stands still in the middle of the
 * ticket, and null when it goes on.
 */
export async function printJob(
  parts: PrintJobParts,
  job: NextJob,
  line: PrinterLine,
  onStanding: (state: PrinterState | null) => Promise<void>,
): Promise<JobEnd> {
  const { database, id: printer, bootId, release } = parts;
  const mark = markOf(parts, job);
  let claim: Claim;
  try {
    const { id: jobId, attempts } = job;
    claim = await database.call('claimJob', { jobId, attempts, mark, printer, bootId, release });
  } catch (error) {
    // Cancelled, changed or taken by another printer in the last moment: not ours any more.
    if (error instanceof Refusal) return 'done';
    throw error;
  }
  const { attemptId } = claim;
  const move = (happening: Happening, change: JobChange, ends: boolean) =>
    database.call('attemptHappened', { attemptId, happening, change, ends });
  const result = await line.print(frameTicket({ mark, ...claim }), claim, {
    beforeFirstByte: () => database.call('markFirstByte', attemptId),
    onStopped: async (state) => {
      // First: whoever reads that it stands still may say at once what is to become of it.
      await onStanding(state);
      await move('stopped-in-printer', { reason: state }, false);
    },
    onGoingOn: async () => {
      await move('going-on', { reason: '' }, false);
      await onStanding(null);
    },
    isUnwanted: parts.isUnwanted,
  });
  parts.log.info({ printer, job: job.id, attempt: job.attempts + 1, ...result }, 'ticket');
  switch (result.happening) {
    case 'proven':
    case 'sent-without-proof':
      await move(result.happening, { acknowledgement: result.acknowledgement, reason: '' }, true);
      return 'done';
    case 'forgotten':
      await move('forgotten', { acknowledgement: 'A0', reason: 'person-says-print-again' }, true);
      return 'done';
    case 'lost-sight':
      await move('lost-sight', { acknowledgement: 'A0', reason: result.reason, countsAsRealAttempt: true }, true);
      if (parts.isUnwanted()) await database.call('resolveJob', { jobId: job.id, answer: 'print-again' });
      return 'line-lost';
    case 'nothing-sent': {
      // A line that broke is an outage and costs nothing; a printer that says ready and takes nothing is an attempt.
      const outage = line.isClosed();
      const usedUp = !outage && job.realAttempts + 1 >= parts.maximumAttempts;
      const change = { reason: result.reason, countsAsRealAttempt: !outage };
      await move(usedUp ? 'attempts-used-up' : 'nothing-sent', change, true);
      return 'line-lost';
    }
  }
}

/** What stands above the ticket and is not part of it: that it is a second one, and that it is not where it is looked for. */
function markOf({ slips, standsInFor }: PrintJobParts, job: NextJob): Uint8Array {
  const station = standsInFor(job.station);
  const doubtful = job.reason === 'policy-says-print-again';
  return Buffer.concat([
    job.earlierTickets > 0 ? slips.reprintMark(job.earlierTickets + 1, now(), doubtful).bytes : slips.buzz(job.station),
    station ? slips.spareMark(station).bytes : new Uint8Array(),
  ]);
}
