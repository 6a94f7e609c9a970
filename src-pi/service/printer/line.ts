import type { PrinterState } from '../../../src-shared/service/panel.ts';
import type { Frame } from '../tickets/frame.ts';
import type { Capability, PrinterIdentity } from './conversation.ts';
import type { PrintResult, PrintSteps } from './print.ts';

/** What is known of a printer from one line to the next. The line writes it, the worker keeps it. */
export interface PrinterMemory {
  /** Null while nobody knows. */
  capability: Capability | null;
  identity: PrinterIdentity | null;
  /** A ticket was broken off: the printer may be in the middle of it. */
  brokenOff: boolean;
  /** False: the last line ended between two commands. Whatever else, the printer may be in the middle of one. */
  midCommand?: boolean;
}

/** An open way to a printer, whatever is between: what the worker needs of it. */
export interface PrinterLine {
  /**
   * How the printer is now, asked or as it told by itself; always within a few seconds. Also learns what it can prove as
   * soon as it is ready. `unreachable` means that this line is of no use any more.
   */
  look(): Promise<PrinterState>;
  /** Gives it one ticket and stays until its end is known. Never rejects. */
  print(
    frame: Frame,
    ids: { readonly beginId: string; readonly endId: string },
    steps: PrintSteps,
  ): Promise<PrintResult>;
  /** Hears that another look is worth it. */
  onNews(listener: () => void): void;
  readonly isClosed: () => boolean;
  /** Lets go of the printer, in time. */
  end(): Promise<void>;
}

/** What a line tells while it works. */
export interface LineReports {
  /** The printer names the end of a ticket. True: it was one of which we had lost sight. */
  onTicketEnd(endId: string): Promise<boolean>;
  /** `memory` has changed and is to be kept. */
  onLearnt(): Promise<void>;
}

/** Opens the way. Rejects in time if there is none; `busy-elsewhere` if another process of this machine has it. */
export type OpenLine = (memory: PrinterMemory, reports: LineReports) => Promise<PrinterLine | 'busy-elsewhere'>;
